"""The edition in figures: bar charts, each with the numbers from which it is drawn."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from publish.content import AuthorityEntry, EditionContent, Named, Words
from publish.document import (
    Bar,
    Block,
    Chapter,
    FieldLine,
    FieldRow,
    FieldTable,
    Figure,
    Heading,
    Run,
)
from publish.outline.anchors import FIGURES, section_anchor
from publish.outline.pieces import Setting, label_run, name_run, name_runs, text_row
from publish.wording import phrase, reading_languages

AGES = (("figure.months_3", 3), ("figure.months_6", 6), ("figure.months_12", 12))
"""Within how many months before the closing an authority was last confirmed."""

OLDER, NEVER = "figure.older", "figure.never"


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something, and of how many in all where that is worth saying."""

    name: Words | Named
    number: int
    whole: int = 0


def figures_chapter(setting: Setting) -> Chapter:
    """Return the charts: authorities by request type and age of confirmation, States by region."""
    run = setting.run("text.figures.heading")
    content = setting.content
    blocks = (
        Heading(1, (run,), FIGURES, run.text),
        *setting.paragraphs("text.figures.explanation"),
        *_chart(setting, "request_types", _by_request_type(content)),
        *_chart(setting, "confirmations", _by_confirmation(content)),
        *_chart(setting, "regions", _by_region(content)),
    )
    return Chapter(blocks, running_head=run.text)


def _chart(setting: Setting, name: str, counts: Sequence[Count]) -> Iterator[Block]:
    """Give a chart under its title, and the table that says the same."""
    if not counts:
        return
    title = setting.run(f"text.figures.{name}")
    first = reading_languages(setting.language)[0]
    bars = tuple(Bar((_label(each, first),), each.number) for each in counts)
    said = "; ".join(f"{bar.label[0].text}: {bar.value}" for bar in bars)
    yield Heading(2, (title,), section_anchor(FIGURES, name), title.text)
    yield Figure(bars, phrase("text.figures.alternative", first, numbers=said))
    yield FieldTable(tuple(_row(setting, each) for each in counts))


def _label(count: Count, language: str) -> Run:
    if isinstance(count.name, Words):
        return label_run(count.name.key, language)
    return name_run(count.name, language)


def _row(setting: Setting, count: Count) -> FieldRow:
    number = str(count.number)
    if count.whole:
        number = setting.words("text.figures.of", number=number, whole=count.whole)
    if isinstance(count.name, Words):
        return text_row(count.name.key, number, setting)
    line = FieldLine((Run(number, setting.language),))
    return FieldRow(name_runs(count.name, setting.language), (line,))


def _authorities(content: EditionContent) -> dict[int, AuthorityEntry]:
    """Return each authority once, whatever the parts it stands in."""
    return {
        entry.number: entry
        for part in content.parts
        for chapter in part.chapters
        for entry in chapter.entries
    }


def _by_request_type(content: EditionContent) -> list[Count]:
    numbers: dict[str, set[int]] = {each.code: set() for each in content.request_types}
    for part in content.parts:
        for chapter in part.chapters:
            for entry in chapter.entries:
                for designation in entry.receiving:
                    numbers.setdefault(designation.request_type, set()).add(entry.number)
    return [Count(each.name, len(numbers[each.code])) for each in content.request_types]


def _by_confirmation(content: EditionContent) -> list[Count]:
    closing_on = content.closing_at.date()
    ages = Counter(_age(entry.confirmed_on, closing_on) for entry in _authorities(content).values())
    keys = (*(key for key, _ in AGES), OLDER, NEVER)
    return [Count(Words(key), ages[key]) for key in keys] if ages else []


def _age(confirmed_on: date | None, closing_on: date) -> str:
    """Return the key of how long ago an authority was confirmed, in full months."""
    if confirmed_on is None:
        return NEVER
    months = (closing_on.year - confirmed_on.year) * 12 + closing_on.month - confirmed_on.month
    if closing_on.day < confirmed_on.day:
        months -= 1
    return next((key for key, most in AGES if months < most), OLDER)


def _by_region(content: EditionContent) -> list[Count]:
    """Return for each region in how many of its States somebody takes requests of part I."""
    chapters = [each for part in content.parts[:1] for each in part.chapters if each.region]
    there = Counter(each.region for each in chapters)
    with_one = Counter(each.region for each in chapters if each.has_receiver)
    return [Count(Words(region), with_one[region], there[region]) for region in sorted(there)]
