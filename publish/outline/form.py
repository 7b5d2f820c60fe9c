"""The update form as it is printed: labels, choices to tick, and rows to write on.

A row to write on is a row of a table whose value is left white: every format sets it, and the rule
below it is the line to write on.
"""

from collections.abc import Iterator

from publish.document import Block, Chapter, FieldLine, FieldRow, FieldTable, Heading, Run
from publish.outline.anchors import FORM, section_anchor
from publish.outline.pieces import Setting, label_run

WHITE = "\u00a0"
"""What a line to write on holds; a line without anything would be left out."""

Rows = tuple[tuple[str, str, int], ...]
"""Label, choices to tick (or none), and how many lines are left white."""

SECTIONS: tuple[tuple[str, Rows], ...] = (
    (
        "report",
        (
            ("state", "", 2),
            ("kind", "kind_choices", 0),
            ("provisions", "", 3),
            ("request_types", "", 3),
            ("territory", "territory_choices", 0),
            ("record", "", 2),
            ("replaces", "", 2),
        ),
    ),
    (
        "authority",
        (
            ("name", "", 3),
            ("other_names", "", 3),
            ("service", "", 2),
            ("address", "", 3),
            ("telephones", "", 3),
            ("emails", "", 3),
            ("competence", "", 3),
        ),
    ),
    (
        "contact",
        (
            ("contact_post", "", 2),
            ("person", "", 2),
            ("visibility", "visibility_choices", 0),
            ("urgent", "", 3),
            ("hours", "", 3),
            ("languages_spoken", "", 2),
        ),
    ),
    (
        "requests",
        (
            ("languages_normal", "", 2),
            ("languages_urgent", "", 2),
            ("channels_normal", "channel_choices", 1),
            ("channels_urgent", "channel_choices", 1),
            ("forms", "", 3),
            ("urgent_procedure", "", 3),
        ),
    ),
    (
        "requirements",
        (
            ("information", "", 4),
            ("documentation", "", 4),
            ("dual_criminality", "", 3),
            ("legal_basis", "", 3),
            ("laws", "", 3),
            ("uncac", "", 3),
        ),
    ),
    ("signature", (("note", "", 2), ("signature", "", 5))),
)


def form_chapter(setting: Setting) -> Chapter:
    """Return the form that a State fills in, with where and until when to return it."""
    run = setting.run("text.form.heading")
    blocks: list[Block] = [
        Heading(1, (run,), FORM, run.text),
        *setting.paragraphs("text.form.explanation"),
    ]
    if address := setting.content.contact or setting.content.issuer:
        blocks.extend(setting.paragraphs("text.form.return", address=address))
    if day := setting.content.next_closing_on:
        blocks.extend(setting.paragraphs("text.form.next_closing", day=day))
    for name, rows in SECTIONS:
        title = setting.run(f"form.section.{name}")
        anchor = section_anchor(FORM, name)
        blocks.append(Heading(2, (title,), anchor, title.text, is_outlined=False))
        blocks.append(FieldTable(tuple(_row(setting, *row) for row in rows)))
    return Chapter(tuple(blocks), running_head=run.text)


def _row(setting: Setting, label: str, choices: str, lines: int) -> FieldRow:
    return FieldRow(
        (label_run(f"form.{label}", setting.language),), tuple(_lines(setting, choices, lines))
    )


def _lines(setting: Setting, choices: str, lines: int) -> Iterator[FieldLine]:
    if choices:
        yield from (FieldLine((run,)) for run in setting.read(f"form.{choices}"))
    for _ in range(lines):
        yield FieldLine((Run(WHITE, setting.language),))
