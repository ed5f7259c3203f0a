"""Links: where they lead, whether the platform rewrites them, and how they are worded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlparse

from lxml import etree

from builder.findings import HOUSE, WARNING, Remark
from builder.registry import rule
from builder.rules.causes import hidden_by_broken_files, policy_is_readable
from builder.wording import _
from olx.assets import asset_key, asset_keys
from olx.course import Course, HtmlDoc

COPY_HOSTS = Path(__file__).resolve().parent.parent / "data" / "copy_hosts.txt"
LINK_ATTRIBUTES = ("href", "src", "poster", "data", "background", "action")
VAGUE = {
    "here",
    "click here",
    "this",
    "link",
    "this link",
    "read more",
    "more",
    "this page",
    "see here",
    "website",
}
MOST_LABELS = 6  # of a host in the list of copies
UNREWRITTEN = re.compile(r"url\(\s*/static/|(?:src|href)=/static/|,\s*/static/")
# Pages of a course that /course/... can name besides the static tabs.
COURSE_PAGES = {
    "",
    "course",
    "courseware",
    "home",
    "progress",
    "dates",
    "discussion/forum",
    "info",
    "about",
    "bookmarks",
}


ELSEWHERE = re.compile(r"/|[a-z][a-z0-9+.-]*:", re.I)  # a place on the platform's own site, or another kind of address
# Pictures of the platform itself (common/static), which templates of Studio show in new courses.
OF_THE_PLATFORM = ("images/placeholder-faculty.png", "images/placeholder-image.png")
Link = tuple[str, int, etree._Element, str, str]


def links(course: Course) -> list[Link]:
    """Return (path, line, element, attribute, value) for each link or resource in HTML and in questions."""
    return course.remember("links", lambda: list(_all_links(course)))


def _all_links(course: Course) -> Iterator[Link]:
    for doc in course.html_docs:
        for element in doc.root.iter():
            yield from _of_element(doc.path, doc.line(element), element)
    for block in course.by_tag("problem"):
        for element in block.element.iter():
            yield from _of_element(block.path, element.sourceline or 1, element)


def _of_element(path: str, line: int, element: etree._Element) -> Iterator[tuple]:
    if isinstance(element.tag, str):
        for name in LINK_ATTRIBUTES:
            if name in element.attrib:
                yield path, line, element, name, element.get(name).strip()


@cache
def copy_hosts() -> frozenset[str]:
    """Return the hosts that only hold copies of other people's documents."""
    lines = COPY_HOSTS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def is_copy_host(url: str) -> bool:
    """Tell whether a URL leads to a copy host or to one of its subdomains."""
    host = (urlparse(url).hostname or "").lower().rstrip(".")
    parts = host.split(".")[-MOST_LABELS:]
    return any(".".join(parts[start:]) in copy_hosts() for start in range(len(parts) - 1))


@rule("link-static")
def link_static(course: Course) -> Iterator[Remark]:
    """A /static/ link to a file that is no asset shows a broken picture or an error page."""
    keys = asset_keys(course.files)
    for path, line, _element, _name, value in links(course):
        if value.startswith("/static/"):
            name = re.split(r"[?#]", value[len("/static/") :])[0]
            if asset_key(name) not in keys and name not in OF_THE_PLATFORM and "$" not in name:
                yield Remark(
                    path,
                    line,
                    _("The file static/{name} does not exist.", name=name),
                    _("Add it, or correct the link."),
                )
    for block in course.blocks:
        for name, value in block.element.attrib.items():
            if value.startswith("/static/") and asset_key(value[len("/static/") :]) not in keys:
                yield Remark(
                    block.path,
                    block.line,
                    _("{name}: the file {path} does not exist.", name=name, path=value[1:]),
                    _("Add it, or correct the name."),
                )


@rule("link-unrewritten")
def link_unrewritten(course: Course) -> Iterator[Remark]:
    """The platform rewrites "/static/x" right after a quote only: not without quotes, as in url(/static/x), and not the
    second of a srcset.
    """
    for doc in course.html_docs:
        for number, text in enumerate(doc.text.split("\n"), 1):
            if UNREWRITTEN.search(text):
                yield Remark(
                    doc.path,
                    number + doc.line_offset,
                    _("This /static/ link is not rewritten."),
                    _('Use src="/static/name" or href="/static/name".'),
                )


@rule("link-jump")
def link_jump(course: Course) -> Iterator[Remark]:
    """/jump_to_id/x leads to the block with the url_name x; a wrong name is an error page."""
    if course.tree is None:
        return
    names = {block.url_name for block in course.blocks} | set(hidden_by_broken_files(course).values())
    for path, line, _element, _name, value in links(course):
        if value.startswith("/jump_to_id/"):
            name = re.split(r"[?#]", value[len("/jump_to_id/") :])[0].strip("/")
            if name not in names:
                yield Remark(path, line, _("No block is called {name!r}.", name=name), _("Use the url_name of a unit."))


@rule("link-course")
def link_course(course: Course) -> Iterator[Remark]:
    """/course/x/ leads to a page or tab of the course; one that does not exist is an error page."""
    if not policy_is_readable(course):
        return
    slugs = {tab.get("url_slug") for tab in course.tabs if tab.get("type") == "static_tab"}
    for path, line, _element, _name, value in links(course):
        if not value.startswith("/course/"):
            continue
        page, _sign, anchor = value[len("/course/") :].partition("#")
        page = page.split("?")[0].strip("/")
        if page not in slugs | COURSE_PAGES:
            yield Remark(path, line, _("The course has no page {page!r}.", page=page), _("Use the url_slug of a tab."))
        elif anchor and page in slugs and anchor not in _ids(course, f"tabs/{page}.html"):
            yield Remark(
                path,
                line,
                _("tabs/{page}.html has no id {anchor!r}.", page=page, anchor=anchor),
                _("Correct the part after #."),
            )


def _ids(course: Course, path: str) -> set[str]:
    doc = course.html_or_none(path)
    return set(doc.root.xpath(".//@id | .//a/@name")) if doc else set()


@rule("link-scheme")
def link_scheme(course: Course) -> Iterator[Remark]:
    """A relative link or a lone # replaces the learning app or does nothing: a unit is a frame. Other addresses are
    no link of a course either.
    """
    for path, line, element, name, value in links(course):
        good = value.startswith(("/static/", "/jump_to_id/", "/course/", "https://", "mailto:", "//"))
        if path.startswith("problem/") and "$" in value:
            continue  # a script of the question puts the address there
        if good or (element.tag != "a" and value.startswith("data:image/")):
            continue
        if value.startswith("#") and len(value) > 1 and path.startswith("tabs/"):
            if value[1:] not in _ids(course, path):
                yield Remark(
                    path, line, _("The page has no id {value!r}.", value=value[1:]), _("Correct the part after #.")
                )
        elif value.startswith("http:"):
            yield Remark(
                path,
                line,
                _("The link {value} is not https.", value=value),
                _("Use the https address, or name the source in words without a link."),
                house=True,
            )
        else:
            yield Remark(
                path,
                line,
                _("The {name} {value!r} leads nowhere in a unit.", name=name, value=value),
                _("Use /static/, /jump_to_id/, /course/ or an https address."),
                house=ELSEWHERE.match(value) is not None,
            )


@rule("link-address")
def link_address(course: Course) -> Iterator[Remark]:
    """An address with a space, a backslash or no host is cut off by the browser."""
    for path, line, _element, _name, value in links(course):
        if value.startswith("https:"):
            parsed = urlparse(value)
            if re.search(r"[\s\\<>]", value) or "." not in (parsed.hostname or ""):
                yield Remark(path, line, _("The address {value} is not well formed.", value=value), _("Correct it."))


@rule("link-copy-host", profile=HOUSE)
def link_copy_host(course: Course) -> Iterator[Remark]:
    """A mirror, a document-sharing site or a test host may vanish, and is not the source."""
    for path, line, _element, _name, value in links(course):
        if value.startswith(("http:", "https:")) and is_copy_host(value):
            yield Remark(
                path,
                line,
                _("{host} holds copies only.", host=urlparse(value).hostname),
                _("Link the original (a UN document by https://undocs.org/SYMBOL), or cite in words."),
            )


@rule("link-target", profile=HOUSE)
def link_target(course: Course) -> Iterator[Remark]:
    """A unit is a frame with <base target="_parent">: a plain link replaces the whole learning app."""
    for path, line, element, _name, value in links(course):
        if element.tag != "a" or value.startswith(("/jump_to_id/", "#", "mailto:")):
            continue
        if element.get("target") != "_blank":
            yield Remark(
                path, line, _("The link to {value} opens in the same window.", value=value), _('Add target="_blank".')
            )
        elif value.startswith("https:") and "noopener" not in (element.get("rel") or ""):
            yield Remark(path, line, _("The link to {value} has no rel.", value=value), _('Add rel="noopener".'))


def _anchors(course: Course) -> Iterator[tuple[str, int, str, str]]:
    for path, line, element, name, value in links(course):
        if element.tag == "a" and name == "href":
            yield path, line, " ".join("".join(element.itertext()).split()), value


@rule("link-empty", profile=HOUSE)
def link_empty(course: Course) -> Iterator[Remark]:
    """A link without text cannot be read out by a screen reader."""
    for path, line, element, name, value in links(course):
        if (
            element.tag == "a"
            and name == "href"
            and not "".join(element.itertext()).strip()
            and not element.xpath(".//img[@alt!='']")
        ):
            yield Remark(path, line, _("The link to {value} has no text.", value=value), _("Write where it leads."))


@rule("link-words", level=WARNING, profile=HOUSE)
def link_words(course: Course) -> Iterator[Remark]:
    """People who jump from link to link hear the words of the link alone: "here" and bare addresses say
    nothing.
    """
    for path, line, words, value in _anchors(course):
        if words.lower().strip(" .:") in VAGUE or re.match(r"https?://|www\.", words):
            yield Remark(
                path,
                line,
                _("The words of the link say nothing: {words!r} ({value}).", words=words, value=value),
                _("Write what the reader finds there."),
            )


@rule("third-party", profile=HOUSE)
def third_party(course: Course) -> Iterator[Remark]:
    """Pictures, styles or sounds from another site hand over learners' addresses and fail on a slow line."""
    for doc in course.html_docs:
        yield from _foreign(doc)
    for block in course.by_tag("problem"):
        for element in block.element.iter("img", "object", "embed"):
            if re.match(r"(https?:)?//", element.get("src") or ""):
                yield Remark(
                    block.path,
                    element.sourceline,
                    _("The picture comes from another site."),
                    _("Put it into static/."),
                )


def _foreign(doc: HtmlDoc) -> Iterator[Remark]:
    for element in doc.root.iter("img", "link", "source", "object", "embed", "audio", "video", "input"):
        for name in ("src", "href", "data", "srcset", "poster"):
            if re.match(r"\s*(https?:)?//", element.get(name) or ""):
                yield Remark(
                    doc.path,
                    doc.line(element),
                    _("<{tag}> loads {address}.", tag=element.tag, address=element.get(name)),
                    _("Put the file into static/."),
                )
    for element in doc.root.xpath(".//*[@style]"):
        if "url(" in element.get("style"):
            yield Remark(doc.path, doc.line(element), _("A style loads a file."), _("Use an <img> from static/."))
