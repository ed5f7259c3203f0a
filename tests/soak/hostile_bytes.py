"""Bytes that no file of a course or an atlas should hold, made from a seed."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

MARK = "hrlCanary"
SCRIPTS = (
    f"<script>window.{MARK}=1</script>",
    f'"><img src=x onerror="window.{MARK}=1">',
    f"javascript:window.{MARK}=1",
    f"<svg onload=window.{MARK}=1>",
    f"</script><script>window.{MARK}=1</script>",
    f"{{{{constructor.constructor('window.{MARK}=1')()}}}}",
    f'=HYPERLINK("javascript:window.{MARK}=1")',
    f'<iframe srcdoc="<script>parent.{MARK}=1</script>">',
)
LATER_TEXT = "The rights of the city's people " * 20


def entity_bomb(_chance: random.Random) -> bytes:
    """A billion laughs."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{levels}]><a>&l9;</a>'.encode()


def outside_entity(chance: random.Random) -> bytes:
    """An entity that reads a file or an address."""
    where = chance.choice(["file:///etc/passwd", "http://127.0.0.1:9/x", "/dev/zero", "php://filter"])
    return f'<!DOCTYPE a [<!ENTITY x SYSTEM "{where}">]><course><chapter url_name="&x;"/></course>'.encode()


def parameter_entity(_chance: random.Random) -> bytes:
    """A document type definition from elsewhere."""
    return b'<!DOCTYPE a [<!ENTITY % d SYSTEM "http://127.0.0.1:9/d.dtd"> %d;]><a/>'


def deep_xml(chance: random.Random) -> bytes:
    """Elements in elements."""
    depth = chance.choice([500, 20_000, 200_000])
    return b"<a>" * depth + b"</a>" * depth


def deep_json(chance: random.Random) -> bytes:
    """Lists in lists, or objects in objects."""
    depth = chance.choice([2_000, 100_000, 2_000_000])
    opening, closing = chance.choice([(b"[", b"]"), (b'{"a":', b"}")])
    return opening * depth + b"1" + closing * depth


def long_number(chance: random.Random) -> bytes:
    """A number of a hundred million digits."""
    return chance.choice([b'{"version": %s}', b"%s", b'{"version": 1, "cities": [%s]}']) % (b"9" * 100_000_000)


def number_past_the_limit(chance: random.Random) -> bytes:
    """Numbers that Python's own reader refuses, or that become infinite."""
    number = chance.choice([b"9" * 5_000, b"1e999999", b"-Infinity", b"NaN", b"1" * 4_301])
    return b'{"version": 1, "updated": "2026-01-01", "cities": [{"id": "a", "lat": %s}], "practices": []}' % number


def nul(chance: random.Random) -> bytes:
    """NUL in the middle."""
    return chance.choice([b'<a b="\0"/>', b'{"version": 1, "a": "\0"}', b"\0" * 4096, b"id,title\n\0,\0\n"])


def wrong_encoding(chance: random.Random) -> bytes:
    """Text that is not UTF-8, or lies about it."""
    text = '<?xml version="1.0" encoding="{}"?><course a="ação"/>'
    return chance.choice(
        [
            text.format("utf-16").encode("utf-16"),
            text.format("iso-8859-1").encode("latin-1"),
            text.format("utf-7").encode(),
            '{"version": 1, "a": "ção"}'.encode("latin-1"),
            '{"version": 1}'.encode("utf-32"),
            b"\xff\xfe\x00\x00\xed\xa0\x80",
        ]
    )


def cut_off(chance: random.Random) -> bytes:
    """A file that ends in the middle."""
    return chance.choice([b'<course><chapter url_name="', b'{"version": 1, "cities": [{"id"', b'"id,title\n"a', b"<"])


def noise(chance: random.Random) -> bytes:
    """Anything."""
    return chance.randbytes(chance.choice([1, 100, 100_000]))


def large(_chance: random.Random) -> bytes:
    """More than a file of a course may be."""
    return b"<a>" + LATER_TEXT.encode() * 40_000 + b"</a>"


def many_attributes(_chance: random.Random) -> bytes:
    """An element with a hundred thousand attributes."""
    return ("<a " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + "/>").encode()


def zip_bomb(_chance: random.Random) -> bytes:
    """A small zip that unpacks to a gigabyte."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("course/course.xml", b"0" * 64 * 1024 * 1024)
    return stream.getvalue()


XML_FILES = (
    *(entity_bomb, outside_entity, parameter_entity, deep_xml, nul, wrong_encoding),
    *(cut_off, noise, large, many_attributes, zip_bomb),
)
JSON_FILES = (deep_json, long_number, number_past_the_limit, nul, wrong_encoding, cut_off, noise, large, zip_bomb)
