"""The last page of an edition: dates, figures and the hashes by which it can be checked."""

from datetime import date

from publish.document import Block, Chapter, FieldLine, FieldRow, FieldTable, Heading, Run, Space
from publish.outline.anchors import COLOPHON
from publish.outline.pieces import AFTER_TABLE, Setting, label_run, text_row
from publish.wording import written_day


def colophon(setting: Setting) -> Chapter:
    """Return the colophon, whose content hash the checks look for in the finished files."""
    run = setting.run("text.colophon.heading")
    rows = (*_dates(setting), *_figures(setting), *_hashes(setting), _wording(setting))
    blocks: tuple[Block, ...] = (
        Heading(1, (run,), COLOPHON, run.text),
        FieldTable(rows),
        Space(AFTER_TABLE),
        *setting.paragraphs("text.colophon.proof", "note"),
        *setting.paragraphs("text.colophon.verify", "note"),
    )
    return Chapter(blocks, running_head=run.text)


def _dates(setting: Setting) -> list[FieldRow]:
    content = setting.content
    closing_on = content.closing_at.date()
    time = content.closing_at.strftime("%H:%M")
    rows = [text_row("text.colophon.edition", content.number, setting)]
    if content.previous_number:
        rows.append(text_row("text.colophon.previous", content.previous_number, setting))
    if content.issuer:
        rows.append(text_row("text.colophon.issuer", content.issuer, setting))
    closing = setting.row(
        "text.colophon.closing", "text.colophon.closing_value", day=closing_on, time=time
    )
    rows += [closing, _day_row("text.colophon.issue", content.issue_on, setting)]
    if content.next_closing_on is not None:
        rows.append(_day_row("text.colophon.next_closing", content.next_closing_on, setting))
    return rows


def _day_row(label: str, day: date, setting: Setting) -> FieldRow:
    return text_row(label, written_day(day, setting.language), setting)


def _figures(setting: Setting) -> list[FieldRow]:
    counts = setting.content.counts
    return [
        text_row("text.colophon.states", str(counts.states), setting),
        setting.row(
            "text.colophon.authorities",
            "text.colophon.authorities_value",
            authorities=counts.authorities,
            real=counts.authorities_real,
            made_up=counts.authorities_made_up,
        ),
        text_row("text.colophon.designations", str(counts.designations), setting),
        text_row("text.colophon.not_confirmed", str(counts.not_confirmed), setting),
    ]


def _hashes(setting: Setting) -> list[FieldRow]:
    return [
        _hash_row("text.colophon.content_hash", setting.content_hash, setting),
        _hash_row("text.colophon.trail_head", setting.content.trail_head, setting),
        setting.row("text.colophon.files", "text.colophon.files_value"),
    ]


def _wording(setting: Setting) -> FieldRow:
    """Return whether a person has looked at the fixed words of this language."""
    state = "draft" if setting.is_draft else "reviewed"
    return setting.row("text.colophon.wording", f"text.colophon.{state}")


def _hash_row(label: str, value: str, setting: Setting) -> FieldRow:
    line = FieldLine((Run(value, isolate=True),))
    return FieldRow((label_run(label, setting.language),), (line,))
