"""The course as its OLX says it, read without the platform: what an import must not lose."""

import tarfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

COURSE_KEY = "course-v1:UCLG+HRLOCAL+2026"
CONTAINERS = ("course", "chapter", "sequential", "vertical")
# Elements of course/RUN.xml that are settings and not blocks.
NOT_BLOCKS = ("wiki", "textbook", "grading_policy")
OPTION_NAMESPACE = "{http://code.edx.org/xblock/option}"
# Written by hand or added by an export; carries no content.
INCIDENTAL_ATTRIBUTES = ("url_name", "xblock-family")


@dataclass
class SourceBlock:
    """One block of the source.

    `attributes` are the settings as written, `options` the readable fields given as `option:` elements.
    `inline` says that the whole block stands inside its parent, not in a file of its own.
    """

    kind: str
    name: str
    parent: "SourceBlock | None"
    attributes: dict
    options: dict
    inline: bool
    children: list = field(default_factory=list)

    @property
    def identity(self):
        """Return the pair that the platform keeps unique in a course: block type and url_name."""
        return self.kind, self.name

    def unit(self):
        """Return the unit (vertical) that this block stands in, itself included; None above units."""
        block = self
        while block is not None and block.kind != "vertical":
            block = block.parent
        return block


class Source:
    """The blocks of a course folder, in course order."""

    def __init__(self, folder):
        """Read the course in `folder`, the one that holds course.xml."""
        self.folder = Path(folder)
        root = self._parse(self.folder / "course.xml")
        self.run = root.get("url_name")
        self.blocks = []
        course = self._parse(self.folder / "course" / f"{self.run}.xml")
        self.course = self._add(course, "course", self.run, None, inline=False)

    @staticmethod
    def _parse(path):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.parse(str(path), parser).getroot()

    def _add(self, element, kind, name, parent, inline):
        options = {
            child.tag[len(OPTION_NAMESPACE) :]: child.text or ""
            for child in element
            if child.tag.startswith(OPTION_NAMESPACE)
        }
        attributes = {key: value for key, value in element.items() if key not in INCIDENTAL_ATTRIBUTES}
        block = SourceBlock(kind, name, parent, attributes, options, inline)
        self.blocks.append(block)
        if kind in CONTAINERS:
            for child in element:
                if child.tag not in NOT_BLOCKS:
                    block.children.append(self._add_child(child, block))
        return block

    def _add_child(self, element, parent):
        name = element.get("url_name")
        path = self.folder / element.tag / f"{name}.xml"
        if path.exists():
            return self._add(self._parse(path), element.tag, name, parent, inline=False)
        return self._add(element, element.tag, name, parent, inline=True)

    def counts(self):
        """Return the number of blocks of each type."""
        return Counter(block.kind for block in self.blocks)

    def of_kind(self, *kinds):
        """Return the blocks of these types, in course order."""
        return [block for block in self.blocks if block.kind in kinds]

    def inline_blocks(self):
        """Return the blocks that stand whole in their unit: those that come from outside the platform."""
        return [block for block in self.blocks if block.inline]

    def static_files(self):
        """Return the names of the files that become assets."""
        return sorted(path.name for path in (self.folder / "static").rglob("*") if path.is_file())


def another_run(tarball, folder, run):
    """Write the course as another run, which the platform does not have; return (path of its tarball, course key)."""
    from human_rights_mooc.tarballs import unpack

    (folder / "unpacked").mkdir()
    unpack(tarball, folder / "unpacked")
    root = next((folder / "unpacked").glob("*/course.xml")).parent
    (root / "course.xml").write_text(f'<course url_name="{run}" org="UCLG" course="HRLOCAL"/>\n', encoding="utf-8")
    (root / "course/2026.xml").rename(root / f"course/{run}.xml")
    (root / "policies/2026").rename(root / "policies" / run)
    policy = root / "policies" / run / "policy.json"
    policy.write_text(policy.read_text(encoding="utf-8").replace('"course/2026"', f'"course/{run}"'), encoding="utf-8")
    path = folder / f"{run}.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(root, "course")
    return path, f"course-v1:UCLG+HRLOCAL+{run}"
