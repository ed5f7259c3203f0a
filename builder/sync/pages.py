"""What stands around the blocks: pages, settings, graders, updates, assets, and what has no place here."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

from builder.reasons import why
from builder.sync import exported
from builder.sync.merge import layout_html, merge_html
from builder.sync.names import MACHINE_NAME, slug, unused
from builder.sync.plan import Plan
from builder.sync.settings import assets_policy, merged_text, write_json
from builder.sync.studio_writes import has_tags
from builder.sync.tokens import same
from builder.sync.words import sentence_count, sentences_changed
from builder.wording import _
from olx.course import Course
from olx.jsonsafe import read_json
from olx.names import is_litter
from olx.types import CONTAINERS
from olx.xmlsafe import UnreadableError, decode

Home = Callable[[str], str]
PLATFORM_FILES = re.compile(
    r"course\.xml|assets/assets\.xml|info/updates\.html|policies/assets\.json|policies/[^/]+/(grading_)?policy\.json"
)
TAGS = "tags.csv"
PAGES = re.compile(r"(about|tabs|info)/[^/]+\.html")


def tab_names(ours: Course, settings: dict) -> dict[str, str]:
    """Return {Studio's slug: our slug} of the pages that Studio made and named itself."""
    mine = [tab for tab in ours.tabs if tab.get("type") == "static_tab" and isinstance(tab.get("name"), str)]
    ours_by_name = {tab["name"]: tab.get("url_slug") for tab in mine}
    brought = {tab.get("url_slug") for tab in settings.get("tabs", [])}
    taken = {str(name) for name in ours_by_name.values()}
    found: dict[str, str] = {}
    for tab in settings.get("tabs", []):
        name = tab.get("url_slug")
        if name and MACHINE_NAME.match(name):
            known = ours_by_name.get(tab.get("name"))
            if isinstance(known, str) and known not in brought and known not in found.values():
                found[name] = known
            else:
                found[name] = unused(slug(tab.get("name") or "") or "page", taken)
            taken.add(found[name])
    return found


def sync_pages(plan: Plan, theirs: Course, tabs: dict[str, str] | None, home: Home) -> None:
    """Plan the pages about the course, its tabs and its handouts.

    tabs: {Studio's slug: ours}; None where the export's settings cannot be read, and the pages of its tabs stay.
    """
    seen = set()
    for path in theirs.files:
        if not PAGES.fullmatch(path) or PLATFORM_FILES.fullmatch(path) or (tabs is None and path.startswith("tabs/")):
            continue
        folder, name = path[:-5].split("/")
        target = f"{folder}/{(tabs or {}).get(name, name)}.html"
        seen.add(target)
        try:
            text = home(theirs.text(path))
        except UnreadableError as error:
            plan.unplaced.append(f"{path}: {why(error)}")
            continue
        old = plan.text(target)
        if target not in plan.ours.files:
            if text.strip() and not name.startswith("entrance_exam_"):  # a setting that Studio keeps as a page
                plan.write(target, layout_html(text))
                plan.say(_("page {path}", path=target), _("new"))
        elif not same(old, text) and plan.write(target, merge_html(old, text)):
            plan.say(_("page {path}", path=target), sentence_count(sentences_changed(old, text)))
    for path in plan.ours.files:
        stays = tabs is None and path.startswith("tabs/")
        if PAGES.fullmatch(path) and path not in seen and not stays and not PLATFORM_FILES.fullmatch(path):
            plan.remove(path)
            plan.say(_("page {path}", path=path), _("removed"))


def sync_settings(plan: Plan, theirs: Course, settings: dict | None, tabs: dict[str, str]) -> None:
    """Plan the settings, the graders and the updates. What cannot be read leaves ours as they are."""
    ours = plan.ours
    if settings is not None:
        for tab in settings.get("tabs", []):
            if tab.get("url_slug") in tabs:
                tab["url_slug"] = tabs[tab["url_slug"]]
        others = exported.other_policies(theirs)
        _sync_json(plan, ours.policy_path, {f"course/{ours.run}": settings} | others, _("settings of the course"))
    if theirs.grading_path in theirs.files:
        graders = exported.read(exported.graders_of, theirs, theirs.grading_path, plan.unplaced)
        _sync_json(plan, ours.grading_path, graders, _("graders"))
    if exported.NEWS in theirs.files:
        news = exported.read(exported.news_of, theirs, exported.NEWS, plan.unplaced)
        _sync_json(plan, exported.NEWS, news, _("news"))


def _sync_json(plan: Plan, path: str, new: dict | list | None, words: str) -> None:
    if new is None:
        return
    old = plan.text(path)
    try:
        text = merged_text(old, new)
    except UnreadableError as error:
        plan.unplaced.append(f"{path}: {why(error)}")
        return
    if text.strip() in ("[]", "{}") and not old:
        return
    if plan.write(path, text):
        plan.say(words, ", ".join(_differences(old, text)) or _("changed"))


def _differences(old: str, new: str) -> list[str]:
    """Return the names of the settings that differ: of the course one level below the top, else at the top."""
    before, after = read_json(old or "{}"), read_json(new)
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return []
    names = []
    for name in {*before, *after}:
        mine, theirs = before.get(name), after.get(name)
        if name.startswith("course/") and isinstance(mine, dict) and isinstance(theirs, dict):
            names += [inner for inner in {*mine, *theirs} if mine.get(inner) != theirs.get(inner)]
        elif mine != theirs:
            names.append(name)
    return sorted(names)


def sync_assets(plan: Plan, theirs: Course) -> None:
    """Plan the files of static/. A file that Studio renamed for links keeps the name that links use."""
    listed = exported.read(exported.assets_of, theirs, exported.ASSETS, plan.unplaced)
    # {name that people see: name that links use}; the first one counts
    shown = {about.get("displayname"): name for name, about in reversed((listed or {}).items())}
    seen = set()
    for path in theirs.files:
        if not path.startswith("static/") or not theirs.is_file(path):
            continue
        name = _asset_name(path[len("static/") :], listed or {}, shown)
        if name == "images_course_image.jpg" or is_litter(name):
            continue  # the platform's copy of a default picture; what a Mac or Windows puts beside files
        target = f"static/{name}"
        if target in seen:
            plan.lost.append(_("file {path}: another file of the export has its name, {name}", path=path, name=name))
            continue
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
    if listed is not None:
        _sync_locks(plan, listed)


def _sync_locks(plan: Plan, listed: dict) -> None:
    wanted = assets_policy(listed)
    old = plan.text("policies/assets.json")
    if wanted != assets_policy(plan.ours.json_or("policies/assets.json", {})):
        plan.write("policies/assets.json", write_json(wanted, old if "\n " in old else '{\n  "a"}\n'))
        plan.say(_("files"), _("locks"))


def _asset_name(path: str, listed: dict, shown: dict) -> str:
    """Return the name by which links reach a file of the export."""
    flat = path.replace("/", "_")
    if flat in listed:
        return flat
    return shown.get(path.rsplit("/", 1)[-1]) or re.sub(r"[^\w.-]", "_", flat)


def _json_asset(plan: Plan, target: str, data: bytes) -> bytes:
    """Return a JSON file in the layout we have it in: one record a line in the atlas."""
    old = plan.text(target)
    try:
        new = read_json(decode(data))
        if old and read_json(old) == new:
            return old.encode("utf-8")
    except UnreadableError:
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
        plan.lost.append(_('unit "{title}": what is not published', title=title))
    for path in theirs.files:
        folder = path.split("/")[0]
        known = folder in ("static", "drafts") or PAGES.fullmatch(path) or PLATFORM_FILES.fullmatch(path)
        placed = path in reached or path in plan.ours.files or path == "info/updates.items.json"
        if known or placed or folder in CONTAINERS:
            continue
        if path == TAGS:
            _report_tags(plan, theirs)
            continue
        plan.unplaced.append(_("{path}: the course has no place for this file", path=path))


def _report_tags(plan: Plan, theirs: Course) -> None:
    """Say what becomes of the tags of a platform's taxonomies; an import without the file leaves them as they are."""
    try:
        tagged = has_tags(theirs.text(TAGS))
    except (UnreadableError, csv.Error):
        tagged = True
    if tagged:
        plan.unplaced.append(
            _("{path}: tags stay in Studio. A block that gets another name here has to be tagged again", path=TAGS)
        )
