"""A Word file being written, in the layout of an official paper. The only address of python-docx."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.memo_wording import memo_words
from ingest import BadInput

LATIN, CJK, CJK_HEAD = "Times New Roman", "宋体", "黑体"
_SHADE = "E8EEF4"
UNBROKEN = 900  # characters of a table row up to which it stays on one page


class Paper:
    """A Word file being written: A4, official margins, both scripts' fonts on every run."""

    def __init__(self, language: str, fingerprint: str) -> None:
        import docx
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm, Pt

        self._docx: Any = docx.Document()
        self._cm, self._pt, self._centre = Cm, Pt, WD_ALIGN_PARAGRAPH.CENTER
        words = memo_words(language)
        self._indent = 0.74 if language == "zh" else 0.0
        section = self._docx.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.5)
        section.left_margin, section.right_margin = Cm(2.5), Cm(2.5)
        self._docx.core_properties.title = words["title"]
        self._docx.core_properties.author = "Gongzhi 共治"
        style = self._docx.styles["Normal"]
        style.font.size = Pt(10.5)
        self._fonts(style.element.get_or_add_rPr(), CJK)
        self._run(section.header.paragraphs[0], "供审阅草稿 · Draft for review", 9)
        section.header.paragraphs[0].alignment = self._centre
        self._run(section.footer.paragraphs[0], words["fingerprint"].format(fingerprint=fingerprint) + " · ", 8)
        self._page_number(section.footer.paragraphs[0])
        section.footer.paragraphs[0].alignment = self._centre

    def title(self, text: str) -> None:
        paragraph = self._docx.add_paragraph()
        paragraph.alignment = self._centre
        paragraph.paragraph_format.space_after = self._pt(8)
        self._run(paragraph, text, 18, bold=True, cjk=CJK_HEAD)

    def centred(self, text: str) -> None:
        paragraph = self._docx.add_paragraph()
        paragraph.alignment = self._centre
        paragraph.paragraph_format.space_after = self._pt(2)
        self._run(paragraph, text, 10)

    def head(self, text: str, level: int = 1) -> None:
        paragraph = self._docx.add_heading(level=level)
        paragraph.paragraph_format.space_before = self._pt(12 if level == 1 else 8)
        paragraph.paragraph_format.space_after = self._pt(4)
        paragraph.paragraph_format.keep_with_next = True
        self._run(paragraph, text, 14 if level == 1 else 11.5, bold=True, cjk=CJK_HEAD)

    def text(self, text: str, bold: bool = False, small: bool = False, indent: float = 0.0) -> None:
        paragraph = self._docx.add_paragraph()
        paragraph.paragraph_format.space_after = self._pt(3)
        paragraph.paragraph_format.left_indent = self._cm(indent)
        paragraph.paragraph_format.keep_with_next = text.rstrip().endswith((":", "："))  # a label stays with its list
        self._run(paragraph, text, 9 if small else 10.5, bold=bold)

    def item(self, text: str) -> None:
        paragraph = self._docx.add_paragraph()
        paragraph.paragraph_format.left_indent = self._cm(0.9)
        paragraph.paragraph_format.first_line_indent = self._cm(-0.4)
        paragraph.paragraph_format.space_after = self._pt(2)
        self._run(paragraph, f"• {text}", 10.5)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """A table with a repeated, shaded head; widths in centimetres; short rows stay on one page."""
        table = self._docx.add_table(rows=1, cols=len(heads))
        table.style, table.autofit = "Table Grid", False
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            self._fill(cell, head, bold=True)
            self._mark(cell._tc.get_or_add_tcPr(), "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": _SHADE})
        self._mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", {"w:val": "true"})
        for values in rows:
            for cell, value in zip(table.add_row().cells, values, strict=True):
                self._fill(cell, value)
            if sum(len(value) for value in values) < UNBROKEN:
                self._mark(table.rows[-1]._tr.get_or_add_trPr(), "w:cantSplit", {"w:val": "true"})
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = self._cm(width)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._cm(width)
        after = self._docx.add_paragraph()
        after.paragraph_format.space_after = self._pt(2)

    def save(self, path: Path) -> None:
        try:
            self._docx.save(str(path))
        except OSError as problem:
            raise BadInput(f"{path}: cannot be written ({problem.strerror}).") from None

    def _fill(self, cell: Any, text: str, bold: bool = False) -> None:
        for number, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = self._pt(2)
            self._run(paragraph, line, 9, bold=bold)

    def _run(self, paragraph: Any, text: str, size: float, bold: bool = False, cjk: str = CJK) -> None:
        from docx.shared import RGBColor

        run = paragraph.add_run("".join(char for char in text if char.isprintable()))
        run.font.size, run.bold = self._pt(size), bold
        run.font.color.rgb = RGBColor(0, 0, 0)
        self._fonts(run._element.get_or_add_rPr(), cjk)

    def _fonts(self, properties: Any, cjk: str) -> None:
        """Latin and CJK fonts of a run; without the second, Word shows Chinese in whatever it finds."""
        from docx.oxml.ns import qn

        fonts = properties.get_or_add_rFonts()
        for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", cjk)):
            fonts.set(qn(f"w:{name}"), font)
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{name}"), None)

    def _mark(self, parent: Any, tag: str, attributes: dict[str, str]) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        element = OxmlElement(tag)
        for name, value in attributes.items():
            element.set(qn(name), value)
        parent.append(element)

    def _page_number(self, paragraph: Any) -> None:
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = paragraph.add_run()
            if kind:
                self._mark(run._element, "w:fldChar", {"w:fldCharType": kind})
            else:
                self._mark(run._element, "w:instrText", {"xml:space": "preserve"})
                run._element[-1].text = text
