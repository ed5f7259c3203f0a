"""Exports with hostile names and shapes, made from a number: the same number is the same export."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Callable
from pathlib import Path

from studio import Studio

ROOT = Path(__file__).resolve().parents[2]

COURSE = ROOT / "tests" / "unit" / "builder" / "data" / "round"
Files = dict[str, bytes]
OUT = ("../../{0}", "../{0}", "../../.git/hooks/{0}", "../../.git/config", "a/../../../{0}", "/tmp/hrl-{0}", "..", ".")
SYSTEMS = (
    *(
        "CON",
        "aux",
        "aux.txt",
        "NUL.",
        "com1.png",
        "LPT9",
        "a.",
        "a ",
        " a",
        "a\tb",
        "a:b",
        "a|b",
        "a<b>",
        'a"b',
        "a?b",
    ),
    *("a*b", "C:a", "a\\b", "..\\..\\a", "con.tar.gz", "prn ", "COM\u00b9"),
)
GIT = (
    ".git",
    ".GIT/config",
    ".gitmodules",
    ".gitattributes",
    "GIT~1",
    ".gi\u200ct",
    "\uff0egit",
    ".git.",
    ".Git\u200d",
)
ODD = (
    "",
    "x" * 300,
    "é" * 150,
    "a/" * 60 + "b",
    "a\u202eb",
    "a\u009b2Jb",
    "a\u2028b",
    "a\x00b",
    "\ufeff",
    "-rf",
    "%2e%2e",
)
FINE = ("block-1-quiz-1", "new-one", "Łódź", "quiz:first", "new.png", "block-1-explorer", "glossary")
TWINS = ("DUTIES.SVG", "duties.SVG", "Duties.svg", "Bogota\u0301.png", "Bogot\u00e1.png", "BOGOTÁ.png", "duties.svg/x")
TYPES = ("html", "problem", "discussion", "video", "vertical", "itembank", "split_test", "practice_explorer", "mystery")
DATES = ("99999-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "0000-00-00", "-1", "9999-12-31T23:59:59-23:59", "1e400", "")


def name(chance: random.Random) -> str:
    """Return a name that is hostile, odd, or nearly good."""
    kind = chance.choice((OUT, SYSTEMS, GIT, ODD, TWINS, FINE, FINE, FINE))
    if kind is FINE:
        return chance.choice(kind)
    made = chance.choice(kind).replace("{0}", chance.choice(("evil", "Makefile", "index.html", "outside.txt")))
    return made + chance.choice(("", "", "", ".txt", ".html", "/x", " ", ".", "\u0301"))


def value(chance: random.Random, depth: int = 3) -> object:
    """Return a JSON value of any shape."""
    makes: list[Callable[[], object]] = [
        lambda: None, lambda: chance.choice((True, False)), lambda: chance.choice((0, -1, 1.5, 10**18, 10**300, 1e300)),
        lambda: name(chance), lambda: "\ud800", dict, list,
        lambda: [value(chance, depth - 1) for _ in range(chance.randint(0, 3))] if depth else "x",
        lambda: {name(chance): value(chance, depth - 1) for _ in range(chance.randint(0, 3))} if depth else "x",
    ]  # fmt: skip
    return chance.choice(makes)()


def attribute(text: str) -> str:
    """Return a text as an attribute's value that XML can hold."""
    text = "".join(
        sign for sign in text if sign >= " " and sign not in "\ufffe\uffff" and not "\ud800" <= sign < "\ue000"
    )
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


# --- what is done to an export. Each changes the files in place.


def asset_key(files: Files, chance: random.Random) -> None:
    """An asset whose key in the list leads elsewhere."""
    for number in range(chance.randint(1, 3)):
        listed = json.loads(files["policies/assets.json"])
        listed[name(chance)] = {"displayname": f"evil-{number}.txt", "locked": chance.random() < 0.3}
        files["policies/assets.json"] = json.dumps(listed).encode()
        files[f"static/evil-{number}.txt"] = b"evil"


def block_name(files: Files, chance: random.Random) -> None:
    """A block, whole in its unit, whose name leads elsewhere; or one that is there under another name."""
    tag, inside = chance.choice(TYPES), chance.choice(("", "<p>evil</p>", "<problem><p>evil</p></problem>"))
    if tag in ("vertical", "itembank", "split_test", "mystery"):
        inside = f'<html url_name="{attribute(name(chance))}"><p>evil</p></html>'
    more = chance.choice(("", f' filename="{attribute(name(chance))}"', f' display_name="{attribute(name(chance))}"'))
    whole = f'<{tag} url_name="{attribute(name(chance))}"{more} xblock-family="xblock.v1">{inside}</{tag}>'
    folder = "sequential" if tag == "vertical" else "vertical"
    path = chance.choice(sorted(path for path in files if path.startswith(folder + "/")))
    files[path] = files[path].replace(f"</{folder}>".encode(), f"{whole}</{folder}>".encode())


def pointer_name(files: Files, chance: random.Random) -> None:
    """A block in a file of its own, with a name that the archive can hold."""
    tag, bad = chance.choice(("html", "problem", "vertical", "itembank")), name(chance)
    folder = "sequential" if tag == "vertical" else "vertical"
    path = chance.choice(sorted(path for path in files if path.startswith(folder + "/")))
    files[path] = files[path].replace(
        f"</{folder}>".encode(), f'<{tag} url_name="{attribute(bad)}"/></{folder}>'.encode()
    )
    files[f"{tag}/{bad.replace(':', '/')}.xml"] = f'<{tag} display_name="x" filename="{attribute(bad)}"/>'.encode()
    files[f"html/{bad}.html"] = b"<p>evil</p>"


def tab_slug(files: Files, chance: random.Random) -> None:
    """A page whose slug leads elsewhere, or whose title makes one."""
    policy = next(path for path in files if path.endswith("/policy.json"))
    settings = json.loads(files[policy])
    slug = chance.choice((name(chance), "a" * 32, "Glossary"))
    for course in settings.values():
        course.setdefault("tabs", []).append({"type": "static_tab", "name": name(chance), "url_slug": slug})
    files[policy] = json.dumps(settings).encode()
    files[f"tabs/{slug}.html"] = b"<p>evil</p>"


def file_name(files: Files, chance: random.Random) -> None:
    """Files in places that are brought home by their names."""
    folder = chance.choice(("static", "static", "about", "tabs", "info", "html", "problem", "drafts/vertical", "x"))
    files[f"{folder}/{name(chance)}{chance.choice(('', '.html', '.xml', '.json'))}"] = b"<p>evil</p>"


def json_shape(files: Files, chance: random.Random) -> None:
    """A JSON file with one value of another shape, or another file altogether."""
    path = chance.choice(sorted(path for path in files if path.endswith(".json")))
    whole = chance.choice(
        (b"", b"null", b"[" * 100_000, b'{"a":' * 100_000, b'"\\ud800"', b"[1e999]", b"[NaN]", b"9" * 5_000)
    )
    if chance.random() < 0.3:
        files[path] = whole
        return
    with contextlib.suppress(ValueError):
        changed = _replaced(json.loads(files[path]), chance)
        files[path] = json.dumps(changed).encode("utf-8", "surrogatepass")


def _replaced(found: object, chance: random.Random) -> object:
    """Return a JSON value with one value inside replaced."""
    if not found or not isinstance(found, (dict, list)) or chance.random() < 0.15:
        return value(chance)
    key = chance.choice(sorted(found) if isinstance(found, dict) else range(len(found)))
    if isinstance(found, dict) and chance.random() < 0.1:
        return {**found, name(chance): value(chance)}
    copy = dict(found) if isinstance(found, dict) else list(found)
    copy[key] = _replaced(found[key], chance)
    return copy


def date(files: Files, chance: random.Random) -> None:
    """A date beyond the calendar, in a block or in the settings."""
    bad = chance.choice(DATES)
    if chance.random() < 0.5:
        path = chance.choice(sorted(path for path in files if path.startswith(("chapter/", "sequential/", "problem/"))))
        tag = path.split("/")[0].encode()
        files[path] = files[path].replace(b"<" + tag, b"<" + tag + f' due="{bad}" start="{bad}"'.encode(), 1)
        return
    path = next(path for path in files if path.endswith("/policy.json"))
    settings = json.loads(files[path])
    for course in settings.values():
        course[chance.choice(("start", "end", "enrollment_start"))] = chance.choice((bad, 5, None, [bad]))
    files[path] = json.dumps(settings).encode()


def nesting(files: Files, chance: random.Random) -> None:
    """Blocks in blocks, elements in elements, a block that holds itself."""
    path = chance.choice(sorted(path for path in files if path.startswith("vertical/")))
    deep = chance.choice((3, 60, 300, 2_000))
    kind = chance.choice(("chain", "loop", "elements", "whole"))
    if kind == "chain":
        for number in range(deep):
            files[f"itembank/chain-{number}.xml"] = (
                f'<itembank><itembank url_name="chain-{number + 1}"/></itembank>'.encode()
            )
        inside = '<itembank url_name="chain-0"/>'
    elif kind == "loop":
        files["split_test/loop.xml"] = f'<split_test><vertical url_name="{Path(path).stem}"/></split_test>'.encode()
        inside = '<split_test url_name="loop"/>'
    elif kind == "elements":
        inside = '<problem url_name="deep">' + "<div>" * deep + "</div>" * deep + "</problem>"
    else:
        opening = "".join(f'<itembank url_name="whole-{number}">' for number in range(deep))
        inside = opening + "</itembank>" * deep
    files[path] = files[path].replace(b"</vertical>", inside.encode() + b"</vertical>")


def strange_xml(files: Files, chance: random.Random) -> None:
    """What XML allows and no course holds."""
    path = chance.choice(sorted(path for path in files if path.endswith(".xml") and path.count("/") == 1))
    tag = path.split("/")[0]
    pieces = (
        '<x:y xmlns:x="urn:x" url_name="odd" x:a="1"/>', "<?pi evil?>", "<!-- evil -->", "<![CDATA[evil]]>", "evil",
        '<html url_name="twin"><p>1</p></html><html url_name="twin"><p>2</p></html>', "<html><p>no name</p></html>",
        '<problem xmlns="urn:y" url_name="other"><p>a</p></problem>', '<show sources="x"/>', "<wiki/>", "<-/>",
        '<mystery url_name="m" xmlns:z="urn:z" z:b="1"><z:c d="&lt;"/><e z:f="2">t</e></mystery>', "&nope;", "&#0;",
        '<discussion url_name=""/>', '<edx_sga url_name="s"><solution><z xmlns="urn:q"/></solution></edx_sga>',
    )  # fmt: skip
    files[path] = files[path].replace(f"</{tag}>".encode(), f"{chance.choice(pieces)}</{tag}>".encode())


def title(files: Files, chance: random.Random) -> None:
    """A title that a terminal would obey, or that makes a name."""
    path = chance.choice(sorted(path for path in files if path.startswith(("chapter/", "vertical/", "problem/"))))
    bad = chance.choice(
        ("a\u009b2Jb", "\u202eevil", "CON", "x" * 100_000, "../../x", "\u0301", "\u2028", "a&#10;b&#9;c")
    )
    files[path] = files[path].replace(b'display_name="', f'display_name="{bad}'.encode(), 1)


def junk(files: Files, chance: random.Random) -> None:
    """A file of the export that is something else, or is not there."""
    path = chance.choice(sorted(files))
    files[path] = chance.choice((b"", b"\xff\xfe\x00", b"<a>", b"<a/>", b"{}", b"\0", chance.randbytes(100)))
    if chance.random() < 0.4:
        del files[path]


def course_key(files: Files, chance: random.Random) -> None:
    """A run that names files elsewhere."""
    run = attribute(name(chance))
    files["course.xml"] = f'<course org="{attribute(name(chance))}" course="x" url_name="{run}"/>'.encode()


MUTATIONS = (
    *(asset_key, block_name, pointer_name, tab_slug, file_name, json_shape, date, nesting, strange_xml, title, junk),
    *(asset_key, block_name, tab_slug, file_name, json_shape, json_shape, course_key),
)


def export(number: int) -> tuple[str, Files]:
    """Return the export of a number and what was done to it."""
    chance = random.Random(number)
    files = Studio(COURSE).export()
    done = []
    for mutation in chance.choices(MUTATIONS, k=chance.randint(1, 3)):
        with contextlib.suppress(
            StopIteration, IndexError, KeyError, AttributeError, TypeError, ValueError, RecursionError
        ):
            mutation(files, chance)  # one may have taken away what the next looks for
            done.append(mutation.__name__)
    return "+".join(done), files
