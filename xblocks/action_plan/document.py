"""The plan as a Word document, made from its outline by python-docx. Headings, real tables, numbered references; from
right to left where the interface is.
"""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from action_plan.bidi import direction, pieces

INK, ACCENT, QUIET = RGBColor(0x1C, 0x27, 0x33), RGBColor(0x1B, 0x4B, 0x73), RGBColor(0x53, 0x60, 0x6C)
SHADE = "E6EEF5"
FONT, ARABIC_FONT = "Calibri", "Arial"
ACTION_WIDTHS_CM = (0.9, 4.9, 2.8, 2.3, 2.1, 4.0)
# Short lines that stand where the document begins its lines, whatever their own direction.
AT_THE_EDGE = {"Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Plan place", "Plan quiet"}
NOTE_WIDTHS_CM = (5.6, 11.4)
# Of a table: thin grey lines (eighths of a point), and room in its cells (twentieths of a point).
LINES = {
    side: {"val": "single", "sz": "4", "space": "0", "color": "9AA5AD"}
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
}
ROOM = {
    side: {"w": width, "type": "dxa"}
    for side, width in (("top", "60"), ("left", "100"), ("bottom", "30"), ("right", "100"))
}
NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Children of `w:rPr` and `w:pPr` have a fixed order; these come before and after what we insert.
AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def write_document(outline: dict, rtl: bool, language: str) -> bytes:
    """Return the bytes of a .docx with the plan. `language` is a BCP 47 tag."""
    return _Writer(rtl, language).write(outline)


def _clean(text: Any) -> str:
    """Leave out what XML cannot hold."""
    return "".join(c for c in str(text) if c in "\t\n" or (c >= " " and not NOT_IN_XML.match(c)))


def _element(tag: str, **attributes: str):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _sides(tag: str, sides: dict[str, dict[str, str]]):
    """Return a table's property with an element for each side."""
    element = _element(tag)
    for side, attributes in sides.items():
        element.append(_element(f"w:{side}", **attributes))
    return element


class _Writer:
    def __init__(self, rtl: bool, language: str):
        self.base = "rtl" if rtl else "ltr"
        self.rtl = rtl
        self.language = language
        self.document = Document()

    def write(self, outline: dict) -> bytes:
        self._page(outline)
        self._styles()
        self._front(outline)
        for step in outline["steps"]:
            self._section(f"{step['number']}. {step['title']}", step["parts"])
        if "kept" in outline:
            self._section(outline["kept"]["heading"], outline["kept"]["parts"])
        self._references(outline["references"])
        self._paragraph(outline["origin"], style="Plan quiet")
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    # Page and styles

    def _page(self, outline: dict) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2.2)
        if self.rtl:
            section._sectPr.append(_element("w:bidi"))  # noqa: SLF001 - python-docx has no name for it
        core = self.document.core_properties
        core.title = _clean(": ".join(filter(None, (outline["title"], outline["place"]))))[:250]
        core.author = core.last_modified_by = core.comments = ""
        core.language = self.language
        core.created = core.modified = datetime.datetime.now(datetime.UTC).replace(tzinfo=None, microsecond=0)
        footer = section.footer.paragraphs[0]
        self._direct(footer, self.base)
        self._run(footer, _clean(core.title) + "   ·   ", size=9, colour=QUIET)
        self._page_number(footer)

    def _page_number(self, paragraph) -> None:
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = self._run(paragraph, "", size=9, colour=QUIET)
            if kind:
                run._r.append(_element("w:fldChar", fldCharType=kind))  # noqa: SLF001
            else:
                instruction = _element("w:instrText")
                instruction.text = text
                run._r.append(instruction)  # noqa: SLF001

    def _styles(self) -> None:
        styles = self.document.styles
        self._style(styles["Normal"], 11, INK, before=0, after=5)
        self._style(styles["Title"], 24, ACCENT, before=0, after=2, bold=True)
        self._style(styles["Heading 1"], 16, ACCENT, before=20, after=4, bold=True)
        self._style(styles["Heading 2"], 12, INK, before=10, after=2, bold=True)
        self._style(styles["Heading 3"], 11, ACCENT, before=8, after=2, bold=True)
        self._style(styles["Heading 4"], 11, QUIET, before=6, after=2, bold=True)
        styles["Heading 4"].font.italic = False
        for name, colour, size in (("Plan quiet", QUIET, 9.5), ("Plan open", QUIET, 11), ("Plan place", INK, 13)):
            style = styles.add_style(name, 1)
            style.base_style = styles["Normal"]
            self._style(style, size, colour, before=0, after=5)
        styles["Plan open"].font.italic = not self.rtl
        border = styles["Title"].element.pPr.find(qn("w:pBdr"))
        if border is not None:
            styles["Title"].element.pPr.remove(border)

    def _style(self, style, size: float, colour, before: float, after: float, bold: bool = False) -> None:
        font = style.font
        font.name, font.size, font.color.rgb, font.bold = FONT, Pt(size), colour, bold
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15
        properties = style.element.get_or_add_rPr()
        fonts = properties.rFonts
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{name}"), None)
        fonts.set(qn("w:cs"), ARABIC_FONT)
        self._complex(properties, size, bold)
        # Spacing between letters would tear Arabic letters apart.
        for old in [found for tag in ("w:lang", "w:spacing", "w:kern") for found in properties.findall(qn(tag))]:
            properties.remove(old)
        language = _element("w:lang", val=self.language)
        if self.rtl:
            language.set(qn("w:bidi"), self.language)
        properties.append(language)

    @staticmethod
    def _complex(properties, size: float | None, bold: bool) -> None:
        """Sizes and weight of Arabic and Hebrew letters have elements of their own, beside those of Latin ones."""
        for tag in ("w:bCs", "w:szCs"):
            for old in properties.findall(qn(tag)):
                properties.remove(old)
        if bold:
            mark = properties.find(qn("w:b"))
            mark.addnext(_element("w:bCs")) if mark is not None else properties.append(_element("w:bCs"))
        if size:
            twice = _element("w:szCs", val=str(int(size * 2)))
            mark = properties.find(qn("w:sz"))
            mark.addnext(twice) if mark is not None else properties.append(twice)

    # Paragraphs

    def _paragraph(self, text: str, style: str | None = None, container=None):
        paragraph = (container or self.document).add_paragraph(style=style)
        return self._fill(paragraph, text)

    def _fill(self, paragraph, text: str, bold: bool = False):
        text = _clean(text)
        way = direction(text, self.base)
        self._direct(paragraph, way)
        if self.rtl and way == "ltr" and (paragraph.style.name or "") in AT_THE_EDGE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for piece, piece_way in pieces(text, way) if way == "rtl" or self.rtl else [(text, "ltr")]:
            self._run(paragraph, piece, rtl=piece_way == "rtl", bold=bold)
        return paragraph

    def _run(self, paragraph, text: str, rtl: bool = False, bold: bool = False, size: float | None = None, colour=None):
        run = paragraph.add_run(text)
        if bold:
            run.font.bold = True
        if size:
            run.font.size = Pt(size)
        if colour is not None:
            run.font.color.rgb = colour
        if bold or size:
            self._complex(run._r.get_or_add_rPr(), size, bold)  # noqa: SLF001
        if rtl:
            run.font.rtl = True
        return run

    def _direct(self, paragraph, way: str) -> None:
        if way == "rtl":
            paragraph._p.get_or_add_pPr().insert_element_before(_element("w:bidi"), *AFTER_BIDI)  # noqa: SLF001

    # Parts of the plan

    def _front(self, outline: dict) -> None:
        self._paragraph(outline["title"], "Title")
        if outline["place"]:
            self._paragraph(outline["place"], "Plan place")
        for line in (outline["date"], outline["state"]):
            if line:
                self._paragraph(line, "Plan quiet")

    def _section(self, heading: str, parts: list[dict]) -> None:
        self._paragraph(heading, "Heading 1")
        for part in parts:
            level = 3 if part.get("under") else 2
            self._paragraph(part["heading"], f"Heading {level}")
            if part["open"]:
                self._paragraph(part["open"], "Plan open")
            elif "rows" in part:
                self._actions(part)
            elif "practices" in part:
                for practice in part["practices"]:
                    self._practice(practice, level + 1)
            else:
                for text in part["paragraphs"]:
                    self._paragraph(text)

    def _practice(self, practice: dict, level: int) -> None:
        numbers = f" [{practice['references']}]" if practice["references"] else ""
        self._paragraph(practice["title"] + numbers, f"Heading {level}")
        if practice["place"]:
            self._paragraph(practice["place"], "Plan quiet")
        if practice["open"]:
            self._paragraph(practice["open"], "Plan open")
            return
        table = self._table(len(practice["notes"]), NOTE_WIDTHS_CM)
        for row, (question, answer) in zip(table.rows, practice["notes"], strict=True):
            cells = row.cells
            self._fill(cells[0].paragraphs[0], question, bold=True)
            self._fill(cells[1].paragraphs[0], answer)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _actions(self, part: dict) -> None:
        table = self._table(len(part["rows"]) + 1, ACTION_WIDTHS_CM)
        head, *rows = table.rows
        head._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001
        for cell, text in zip(head.cells, ["", *part["columns"]], strict=True):
            self._fill(cell.paragraphs[0], text or "#", bold=True)
            cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=SHADE))  # noqa: SLF001
        for number, (row, texts) in enumerate(zip(rows, part["rows"], strict=True), start=1):
            row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))  # noqa: SLF001
            for cell, text in zip(row.cells, [str(number), *texts], strict=True):
                self._fill(cell.paragraphs[0], text)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _table(self, rows: int, widths: tuple[float, ...]):
        table = self.document.add_table(rows=rows, cols=len(widths), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        properties = table._tbl.tblPr  # noqa: SLF001
        if self.rtl:
            properties.insert_element_before(
                _element("w:bidiVisual"), "w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc"
            )
        properties.insert_element_before(
            _sides("w:tblBorders", LINES), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
        )
        properties.insert_element_before(_sides("w:tblCellMar", ROOM), "w:tblLook")
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        return table

    def _references(self, references: dict) -> None:
        if not references["items"]:
            return
        self._paragraph(references["heading"], "Heading 1")
        for number, line in enumerate(references["items"], start=1):
            self._paragraph(f"[{number}] {line}")
