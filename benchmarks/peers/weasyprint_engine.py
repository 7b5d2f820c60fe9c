"""Sets the document with WeasyPrint; run by the interpreter of the peers' own environment.

`python weasyprint_engine.py DOCUMENT.json OUTPUT.pdf FONTS`
"""

import json
import sys
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from weasyprint import HTML  # type: ignore[import-not-found]

_STYLE = """
@page { size: A4; margin: 76pt 48pt 66pt;
  @top-left { content: "HEAD"; font-size: 7.6pt }
  @top-right { content: string(state); font-size: 7.6pt }
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 7.6pt } }
body { font-family: "Noto Sans", "Noto Naskh Arabic", "Noto Sans SC"; font-size: 8.3pt }
body { line-height: 10.6pt }
h1 { font-size: 16pt; line-height: 20pt; string-set: state content() } section { break-before: page }
h2 { font-size: 11pt; break-after: avoid } h3 { font-size: 8.8pt; break-after: avoid }
table { border-collapse: collapse; width: 100% } th { width: 23%; text-align: start }
th, td { vertical-align: top; border-bottom: .4pt solid #b8c4cd; padding: 1.4pt 0 } p { margin: 0 }
.pages a { display: block; color: inherit; text-decoration: none }
.pages a::after { content: leader(".") target-counter(attr(href), page) }
"""


def main(source: str, output: str, fonts: str) -> None:
    """Write the document as HTML, print it, and tell this process's peak memory."""
    document = json.loads(Path(source).read_text(encoding="utf-8"))
    faces = "".join(_faces(Path(fonts)))
    style = faces + _STYLE.replace("HEAD", escape(document["header_text"]))
    body = "".join(
        f"<section>{''.join(map(_block, chapter['blocks']))}</section>"
        for chapter in document["chapters"]
    )
    head = f'<html lang="{document["language"]}"><head><meta charset="utf-8"><style>{style}</style>'
    title = f"<title>{escape(document['title'])}</title></head>"
    began = time.process_time()
    HTML(string=f"<!DOCTYPE html>{head}{title}<body>{body}</body></html>").write_pdf(output)
    setting = time.process_time() - began
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            peak = int(line.split()[1])
            print(json.dumps({"peak_kilobytes": peak, "setting_seconds": setting}))


def _faces(folder: Path) -> Iterator[str]:
    families = {"NotoSans": "Noto Sans", "NotoNaskhArabic": "Noto Naskh Arabic"}
    families["NotoSansSC"] = "Noto Sans SC"
    for file, family in families.items():
        for name, weight in (("Regular", "normal"), ("Bold", "bold")):
            address = (folder / f"{file}-{name}.ttf").as_uri()
            yield f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
            yield f'src: url("{address}") }}'


def _block(block: dict[str, Any]) -> str:
    kind = block["kind"]
    if kind == "Heading":
        level = block["level"]
        return f'<h{level} id="{block["anchor"]}">{_runs(block["runs"])}</h{level}>'
    if kind == "FieldTable":
        return f"<table>{''.join(map(_row, block['rows']))}</table>"
    if kind == "ReferenceList":
        lines = (
            f'<a href="#{line["anchor"]}">{_runs(line["runs"])}</a>' for line in block["references"]
        )
        return f'<div class="pages">{"".join(lines)}</div>'
    if kind == "Space":
        return f'<div style="height: {block["height"]}pt"></div>'
    return f"<p>{_runs(block.get('runs', ()))}</p>"


def _row(row: dict[str, Any]) -> str:
    lines = (
        f"<p>{'• ' if line['is_item'] else ''}{_runs(line['runs'])}</p>" for line in row["lines"]
    )
    return f'<tr><th scope="row">{_runs(row["label"])}</th><td>{"".join(lines)}</td></tr>'


def _runs(runs: list[dict[str, Any]]) -> str:
    return "".join(map(_run, runs))


def _run(run: dict[str, Any]) -> str:
    text = escape(run["text"])
    if run["language"]:
        turned = ' dir="rtl"' if run["language"] == "ar" else ""
        text = f'<span lang="{run["language"]}"{turned}>{text}</span>'
    if run["is_bold"]:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(run["target"])}">{text}</a>' if run["target"] else text


if __name__ == "__main__":
    main(*sys.argv[1:])
