"""Writes the document with PyRTF3; run by the interpreter of the peers' own environment.

PyRTF3 sends strings out as they are, so the caller escapes them, as every careful caller has to.

`python pyrtf_engine.py DOCUMENT.json OUTPUT.rtf FONTS`
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PyRTF.document.paragraph import Cell, Paragraph, Table  # type: ignore[import-not-found]
from PyRTF.document.section import Section  # type: ignore[import-not-found]
from PyRTF.Elements import (  # type: ignore[import-not-found]
    PAGE_NUMBER,
    TAB,
    Document,
    RawCode,
    Renderer,
)

_LABEL_WIDTH, _VALUE_WIDTH = 2300, 7680


def main(source: str, output: str, _fonts: str) -> None:
    """Build PyRTF3's document, render it, and tell this process's peak memory."""
    plain = json.loads(Path(source).read_text(encoding="utf-8"))
    began = time.process_time()
    document = Document()
    for chapter in plain["chapters"]:
        section = Section(break_type=Section.PAGE)
        document.Sections.append(section)
        styles = document.StyleSheet.ParagraphStyles
        head = (_escaped(plain["header_text"]), TAB, _escaped(chapter["running_head"]))
        section.Header.append(Paragraph(styles.Normal, *head))
        section.Footer.append(Paragraph(styles.Normal, PAGE_NUMBER))
        for block in chapter["blocks"]:
            for part in _block(block, styles):
                section.append(part)
    with open(output, "w", encoding="ascii") as file:  # noqa: PTH123 - PyRTF3 takes a file.
        Renderer().Write(document, file)
    setting = time.process_time() - began
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            peak = int(line.split()[1])
            print(json.dumps({"peak_kilobytes": peak, "setting_seconds": setting}))


def _block(block: dict[str, Any], styles: Any) -> Iterator[Any]:
    kind = block["kind"]
    if kind == "Heading":
        style = styles.Heading1 if block["level"] == 1 else styles.Heading2
        name = _name(block["anchor"])
        mark = RawCode(rf"{{\*\bkmkstart {name}}}{{\*\bkmkend {name}}}")
        yield Paragraph(style, mark, *_runs(block["runs"]))
    elif kind == "FieldTable":
        table = Table(_LABEL_WIDTH, _VALUE_WIDTH)
        for row in block["rows"]:
            lines = [Paragraph(styles.Normal, *_runs(line["runs"])) for line in row["lines"]]
            table.AddRow(Cell(Paragraph(styles.Normal, *_runs(row["label"]))), Cell(*lines))
        yield table
    elif kind == "ReferenceList":
        for line in block["references"]:
            text = "".join(_escaped(run["text"]) for run in line["runs"])
            name = _name(line["anchor"])
            page = rf"{{\field{{\*\fldinst{{PAGEREF {name} \\h}}}}{{\fldrslt{{}}}}}}"
            yield Paragraph(styles.Normal, _link(rf'\\l "{name}"', rf"{text}\tab {page}"))
    elif "runs" in block:
        yield Paragraph(styles.Normal, *_runs(block["runs"]))


def _runs(runs: list[dict[str, Any]]) -> Iterator[Any]:
    for run in runs:
        text = _escaped(run["text"])
        target = run["target"]
        if not target:
            yield text
        elif target.startswith("#"):
            yield _link(rf'\\l "{_name(target[1:])}"', text)
        else:
            yield _link(f'"{_escaped(target)}"', text)


def _link(target: str, text: str) -> Any:
    return RawCode(rf"{{\field{{\*\fldinst{{HYPERLINK {target}}}}}{{\fldrslt{{{text}}}}}}}")


def _name(anchor: str) -> str:
    return anchor.replace("-", "_")


def _escaped(text: str) -> str:
    if text.isascii() and not any(char in text for char in "\\{}\n"):
        return text
    return "".join(map(_escape, text))


def _escape(char: str) -> str:
    if char in "\\{}":
        return "\\" + char
    if char.isascii():
        return char if char.isprintable() else " "
    units = char.encode("utf-16-le")
    values = (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))
    return "".join(f"\\u{value - 65536 if value > 32767 else value}?" for value in values)


if __name__ == "__main__":
    main(*sys.argv[1:])
