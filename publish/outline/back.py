"""The last page of an edition: dates, figures and the hashes by which it can be checked."""

from publish.document import Chapter, FieldLine, FieldRow, FieldTable, Heading, Run, Space
from publish.outline.anchors import COLOPHON
from publish.outline.pieces import AFTER_TABLE, Setting, label_run, text_row
from publish.wording import written_day


def colophon(setting: Setting) -> Chapter:
    """Return the colophon, whose content hash the checks look for in the finished files."""
    run = setting.run("text.colophon.heading")
    rows = (*_dates(setting), *_figures(setting), *_hashes(setting))
    blocks = (
        Heading(1, (run,), COLOPHON, run.text),
        FieldTable(rows),
        Space(AFTER_TABLE),
        setting.paragraph("text.colophon.proof", "note"),
    )
    return Chapter(blocks, running_head=run.text)


def _dates(setting: Setting) -> list[FieldRow]:
    content = setting.content
    closing = setting.words(
        "text.colophon.closing_value",
        day=written_day(content.closing_at.date(), setting.language),
        time=content.closing_at.strftime("%H:%M"),
    )
    issue = written_day(content.issue_on, setting.language)
    rows = [text_row("text.colophon.edition", content.number, setting)]
    if content.issuer:
        rows.append(text_row("text.colophon.issuer", content.issuer, setting))
    rows.append(text_row("text.colophon.closing", closing, setting))
    rows.append(text_row("text.colophon.issue", issue, setting))
    return rows


def _figures(setting: Setting) -> list[FieldRow]:
    counts = setting.content.counts
    authorities = setting.words(
        "text.colophon.authorities_value",
        authorities=counts.authorities,
        real=counts.authorities_real,
        made_up=counts.authorities_made_up,
    )
    return [
        text_row("text.colophon.states", str(counts.states), setting),
        text_row("text.colophon.authorities", authorities, setting),
        text_row("text.colophon.designations", str(counts.designations), setting),
        text_row("text.colophon.not_confirmed", str(counts.not_confirmed), setting),
    ]


def _hashes(setting: Setting) -> list[FieldRow]:
    files = setting.words("text.colophon.files_value")
    return [
        _hash_row("text.colophon.content_hash", setting.content_hash, setting),
        _hash_row("text.colophon.trail_head", setting.content.trail_head, setting),
        text_row("text.colophon.files", files, setting),
    ]


def _hash_row(label: str, value: str, setting: Setting) -> FieldRow:
    line = FieldLine((Run(value, isolate=True),))
    return FieldRow((label_run(label, setting.language),), (line,))
