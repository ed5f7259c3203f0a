"""What stands around the blocks: pages, settings, graders, updates, assets, and what has no place here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from builder.course import CONTAINERS, Course
from builder.sync.merge import layout_html, merge_html
from builder.sync.names import MACHINE_NAME, slug, unused
from builder.sync.plan import Plan
from builder.sync.settings import assets_policy, merged_text, write_json
from builder.sync.tokens import same
from builder.sync.words import sentence_count, sentences_changed
from builder.wording import _
from builder.xmlsafe import UnreadableError

Home = Callable[[str], str]
PLATFORM_FILES = re.compile(
    r"course\.xml|assets/assets\.xml|info/updates\.html|policies/assets\.json|policies/[^/]+/(grading_)?policy\.json"
)
PAGES = re.compile(r"(about|tabs|info)/[^/]+\.html")


def tab_names(ours: Course, theirs: Course) -> dict[str, str]:
    """Return {Studio's slug: our slug} of the pages that Studio made and named itself."""
    ours_by_name = {tab.get("name"): tab.get("url_slug") for tab in ours.tabs if tab.get("type") == "static_tab"}
    brought = {tab.get("url_slug") for tab in theirs.tabs}
    taken = {str(name) for name in ours_by_name.values()}
    found: dict[str, str] = {}
    for tab in theirs.tabs:
        name = tab.get("url_slug")
        if isinstance(name, str) and MACHINE_NAME.match(name):
            known = ours_by_name.get(tab.get("name"))
            if isinstance(known, str) and known not in brought and known not in found.values():
                found[name] = known
            else:
                found[name] = unused(slug(str(tab.get("name", ""))) or "page", taken)
            taken.add(found[name])
    return found


def sync_pages(plan: Plan, theirs: Course, tabs: dict[str, str], home: Home) -> None:
    """Plan the pages about the course, its tabs and its handouts."""
    seen = set()
    for path in theirs.files:
        if not PAGES.fullmatch(path) or PLATFORM_FILES.fullmatch(path):
            continue
        folder, name = path[:-5].split("/")
        target = f"{folder}/{tabs.get(name, name)}.html"
        seen.add(target)
        try:
            text = home(theirs.text(path))
        except UnreadableError as error:
            plan.unplaced.append(f"{path}: {error.reason}")
            continue
        old = plan.text(target)
        if target not in plan.ours.files:
            if text.strip() and not name.startswith("entrance_exam_"):  # a setting that Studio keeps as a page
                plan.write(target, layout_html(text))
                plan.say(_("page {path}", path=target), _("new"))
        elif not same(old, text):
            plan.write(target, merge_html(old, text))
            plan.say(_("page {path}", path=target), sentence_count(sentences_changed(old, text)))
    for path in plan.ours.files:
        if PAGES.fullmatch(path) and path not in seen and not PLATFORM_FILES.fullmatch(path):
            plan.remove(path)
            plan.say(_("page {path}", path=path), _("removed"))


def sync_settings(plan: Plan, theirs: Course, tabs: dict[str, str]) -> None:
    """Plan the settings, the graders and the updates."""
    ours = plan.ours
    policy = theirs.json_or(theirs.policy_path, {}).get(f"course/{theirs.run}")
    if isinstance(policy, dict):
        for tab in policy.get("tabs", []):
            if tab.get("url_slug") in tabs:
                tab["url_slug"] = tabs[tab["url_slug"]]
        _sync_json(plan, ours.policy_path, json.dumps({f"course/{ours.run}": policy}), _("settings of the course"))
    else:
        plan.unplaced.append(_("{path}: the export's settings cannot be read", path=theirs.policy_path))
    for path, target, words in (
        (theirs.grading_path, ours.grading_path, _("graders")),
        ("info/updates.items.json", "info/updates.items.json", _("news")),
    ):
        if path in theirs.files:
            _sync_json(plan, target, theirs.text(path), words)


def _sync_json(plan: Plan, path: str, new: str, words: str) -> None:
    old = plan.text(path)
    try:
        text = merged_text(old, new) if old else write_json(json.loads(new), "\n  x\n")
    except ValueError:
        plan.unplaced.append(_("{path}: one of the two files is no JSON", path=path))
        return
    if text.strip() in ("[]", "{}") and not old:
        return
    if plan.write(path, text):
        plan.say(words, ", ".join(_differences(old, text)) or _("changed"))


def _differences(old: str, new: str) -> list[str]:
    """Return the names of the settings that differ, one level below the top."""
    before, after = json.loads(old or "{}"), json.loads(new)
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return []
    if len(before) == len(after) == 1:
        before, after = next(iter(before.values())), next(iter(after.values()))
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return []
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def sync_assets(plan: Plan, theirs: Course) -> None:
    """Plan the files of static/. A file that Studio renamed for links keeps the name that links use."""
    listed = theirs.json_or("policies/assets.json", {})
    seen = set()
    for path in theirs.files:
        if not path.startswith("static/") or not theirs.is_file(path):
            continue
        name = _asset_name(path[len("static/") :], listed)
        if name == "images_course_image.jpg":
            continue  # the platform's copy of a default picture
        target = f"static/{name}"
        seen.add(target)
        data = theirs.data(path)
        if target.endswith(".json"):
            data = _json_asset(plan, target, data)
        new = target not in plan.ours.files
        if plan.write(target, data):
            plan.say(_("file {name}", name=name), _("new") if new else _("changed"))
    if not seen:
        plan.unplaced.append(_("static/: the export holds no files at all, so ours stay"))
    for path in plan.ours.files if seen else ():
        if path.startswith("static/") and path not in seen:
            plan.remove(path)
            plan.say(_("file {name}", name=path[len("static/") :]), _("removed"))
    _sync_locks(plan, listed)


def _sync_locks(plan: Plan, listed: dict) -> None:
    wanted = assets_policy(listed)
    old = plan.text("policies/assets.json")
    if wanted != assets_policy(plan.ours.json_or("policies/assets.json", {})):
        plan.write("policies/assets.json", write_json(wanted, old if "\n " in old else '{\n  "a"}\n'))
        plan.say(_("files"), _("locks"))


def _asset_name(path: str, listed: dict) -> str:
    """Return the name by which links reach a file of the export."""
    flat = path.replace("/", "_")
    if flat in listed:
        return flat
    for name, about in listed.items():
        if isinstance(about, dict) and about.get("displayname") == path.rsplit("/", 1)[-1]:
            return name
    return re.sub(r"[^\w.-]", "_", flat)


def _json_asset(plan: Plan, target: str, data: bytes) -> bytes:
    """Return a JSON file in the layout we have it in: one record a line in the atlas."""
    old = plan.text(target)
    try:
        new = json.loads(data)
        if old and json.loads(old) == new:
            return old.encode("utf-8")
    except ValueError:
        return data
    if target.startswith("static/atlas"):
        from rights_atlas import dumps

        try:
            return dumps(new).encode("utf-8")
        except (KeyError, TypeError, ValueError, AttributeError):
            pass
    return write_json(new, old).encode("utf-8") if old else data


def report_unplaced(plan: Plan, theirs: Course) -> None:
    """List what the export holds and our course has no place for, and what Studio has not published."""
    reached = {path for block in theirs.blocks for path in (block.path, block.html_path) if path}
    drafts = [path for path in theirs.files if path.startswith("drafts/vertical/")]
    for path in drafts:
        root = theirs.xml_or_none(path)
        title = root.get("display_name", path) if root is not None else path
        plan.unplaced.append(
            _('unit "{title}": it has changes in Studio that are not published, so they stay there', title=title)
        )
    for path in theirs.files:
        folder = path.split("/")[0]
        known = folder in ("static", "drafts") or PAGES.fullmatch(path) or PLATFORM_FILES.fullmatch(path)
        placed = path in reached or path in plan.ours.files or path == "info/updates.items.json"
        if known or placed or folder in CONTAINERS:
            continue
        plan.unplaced.append(_("{path}: the course has no place for this file", path=path))
