"""A stand-in for Studio: takes a course's OLX in, changes blocks, and writes the export that Studio writes.

Held to exports of a real Studio in test_sync_recordings.py.
"""

from __future__ import annotations

import io
import json
import re
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from olx.course import OPTION_NS, Block, Course, inner_xml
from olx.types import PARENTS

NOT_ATTRIBUTES = ("tabs", "discussion_topics", "xml_attributes")
COMPACT = etree.XMLParser(remove_blank_text=True)


@dataclass
class Item:
    """A block in Studio."""

    tag: str
    name: str
    fields: dict[str, str] = field(default_factory=dict)
    options: dict[str, str | None] = field(default_factory=dict)  # None: "no value"
    data: str = ""
    children: list[Item] = field(default_factory=list)

    def walk(self):
        """Yield the block and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Studio:
    """One course in Studio."""

    def __init__(self, folder: Path):
        course = Course(folder)
        self.org, self.number, self.run = course.key
        self.policy = json.loads(course.text(course.policy_path))[f"course/{self.run}"]
        self.grading = json.loads(course.text(course.grading_path))
        self.pages = {
            path: course.data(path)
            for path in course.files
            if re.fullmatch(r"(about|tabs|info)/[^/]+\.html", path) and path != "info/updates.html"
        }
        self.updates = course.json_or("info/updates.items.json", [])
        self.updates_page = b"<ol></ol>"  # made by the import, emptied by the first news from Studio
        self.assets = {p[len("static/") :]: course.data(p) for p in course.files if p.startswith("static/")}
        self.display_names = {name: name for name in self.assets}
        self.locked = {n for n, about in course.json_or("policies/assets.json", {}).items() if about.get("locked")}
        self.wiki = course.tree.element.find("wiki").get("slug")
        self.root = self._take(course, course.tree)

    def _take(self, course: Course, block: Block) -> Item:
        """Take a block in as the import does."""
        element = block.element
        item = Item(block.tag, block.url_name, {n: v for n, v in element.attrib.items() if n != "url_name"})
        item.fields.pop("filename", None)
        if block.tag in PARENTS:
            item.children = [self._take(course, child) for child in block.children]
        elif block.tag == "html":
            item.data = course.text(block.html_path) if block.html_path else inner_xml(element)
        elif block.tag == "problem":
            # The import reads without blank text and keeps the question as it writes it again.
            bare = etree.fromstring(etree.tostring(element), COMPACT)
            bare.attrib.clear()
            item.data = etree.tostring(bare, pretty_print=True, encoding="unicode")
        else:
            for child in element:
                if child.tag.startswith("{"):
                    none = child.get("none") == "true"
                    item.options[child.tag.split("}")[1]] = None if none else (child.text or "").strip()
                else:
                    item.data = "".join(etree.tostring(part, encoding="unicode") for part in child)
        if block.tag == "problem" and item.fields.get("weight", "null") != "null":
            item.fields["weight"] = str(float(item.fields["weight"]))
        return item

    def items(self, *tags: str) -> list[Item]:
        """Return the blocks of some types."""
        return [item for item in self.root.walk() if item.tag in tags]

    def parent_of(self, item: Item) -> Item:
        """Return the block that holds a block."""
        return next(parent for parent in self.root.walk() if any(child is item for child in parent.children))

    # --- export

    def export(self) -> dict[str, bytes]:
        """Return the files of the export below its top folder."""
        files = {
            "course.xml": f'<course url_name="{self.run}" org="{self.org}" course="{self.number}"/>'.encode(),
            "assets/assets.xml": b"<assets/>",
            "info/updates.html": self.updates_page,
            "info/updates.items.json": _dump(self.updates),
            f"policies/{self.run}/grading_policy.json": _dump(self.grading),
        }
        files |= self.pages
        files |= {f"static/{self.display_names[name]}": data for name, data in self.assets.items()}
        source = f"course/{self.run}.xml"
        tabs = [{"course_staff_only": False} | tab for tab in self.policy.get("tabs", [])]
        policy = self.policy | {"tabs": tabs, "xml_attributes": {"filename": [source, source]}}
        files[f"policies/{self.run}/policy.json"] = _dump({f"course/{self.run}": policy})
        files["policies/assets.json"] = _dump(
            {name: {"displayname": self.display_names[name], "locked": name in self.locked} for name in self.assets}
        )
        self._write(self.root, files)
        return files

    def _write(self, item: Item, files: dict[str, bytes]) -> etree._Element:
        """Write a block's file and return the element that stands for it in its parent."""
        node = etree.Element(item.tag)
        if item.tag in PARENTS:
            fields = item.fields
            if item.tag == "course":
                fields = {n: _attribute(v) for n, v in self.policy.items() if n not in NOT_ATTRIBUTES}
            for name in sorted(fields):
                node.set(name, fields[name])
            for child in item.children:
                node.append(self._write(child, files))
            if item.tag == "course":
                etree.SubElement(node, "wiki", slug=self.wiki)
        elif item.tag == "html":
            files[f"html/{item.name}.html"] = item.data.encode()
            node.set("filename", item.name)
            for name in sorted(item.fields):
                node.set(name, item.fields[name])
        elif item.tag == "problem":
            node = etree.fromstring(item.data)
            for name in sorted(item.fields):
                node.set(name, item.fields[name])
        else:
            return self._inline(item)
        files[f"{item.tag}/{item.name}.xml"] = etree.tostring(node, pretty_print=True, encoding="utf-8")
        return etree.Element(item.tag, url_name=item.name)

    def _inline(self, item: Item) -> etree._Element:
        node = etree.Element(item.tag, {"url_name": item.name, "xblock-family": "xblock.v1"})
        for name in sorted(item.fields, key=lambda name: (name != "display_name", name)):
            node.set(name, item.fields[name])
        if item.tag == "discussion" and item.fields:
            node.set("xml_attributes", "{}")
        for name, text in item.options.items():
            option = etree.SubElement(node, f"{{{OPTION_NS}}}{name}", {} if text is not None else {"none": "true"})
            option.text = text
        if item.tag == "edx_sga" and item.data:
            node.append(etree.fromstring(f"<solution>{item.data}</solution>"))
        return node

    def tarball(self) -> bytes:
        """Return the export as Studio packs it."""
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w:gz") as tar:
            for path, data in self.export().items():
                member = tarfile.TarInfo(f"course/{path}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
        return stream.getvalue()


def _dump(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, indent=4).encode()


def _attribute(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
