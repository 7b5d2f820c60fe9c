"""The outline of the sample edition, read as nested tuples."""

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest

from publish.content import (
    AuthorityChange,
    AuthorityName,
    ChangeKind,
    Changes,
    Day,
    DesignationEntry,
    EditionContent,
    Field,
    FieldChange,
    Line,
    Literal,
    Named,
    Party,
    SectionChange,
    StateChanges,
    Text,
    Words,
)
from publish.document import (
    Block,
    Chapter,
    Document,
    FieldTable,
    Figure,
    Heading,
    Paragraph,
    ReferenceList,
    Run,
    Space,
)
from publish.outline import outlined
from publish.outline.pieces import UnknownRequestTypeError
from publish.wording import (
    EDITIONS,
    KEYS,
    PART_TITLES,
    UnknownLanguageError,
    UnknownWordError,
    phrase,
)
from tests.publish.sample import (
    a_designation,
    a_line,
    a_state,
    an_authority,
    sample_content,
)


def plain(runs: tuple[Run, ...]) -> str:
    """Return the text of runs."""
    return "".join(run.text for run in runs)


def as_tuple(block: Block) -> tuple[object, ...]:
    """Return a block as a nested tuple, easy to compare and to read in a failure."""
    match block:
        case Heading():
            return (f"h{block.level}", plain(block.runs), block.anchor)
        case Paragraph():
            return (block.style, plain(block.runs))
        case FieldTable():
            rows = (
                (
                    plain(row.label),
                    *(("* " * each.is_item) + plain(each.runs) for each in row.lines),
                )
                for row in block.rows
            )
            return ("fields", *rows)
        case ReferenceList():
            return ("list", *((plain(each.runs), each.anchor) for each in block.references))
        case Figure():
            return ("figure", block.alternative)
        case Space():
            return ("space",)


def blocks_of(document: Document, head: str, at: int = 0) -> list[tuple[object, ...]]:
    """Return the blocks of a chapter found by its running head."""
    chapters = [chapter for chapter in document.chapters if chapter.running_head == head]
    return [as_tuple(block) for block in chapters[at].blocks]


def headings(document: Document) -> list[Heading]:
    """Return all headings of a document."""
    return [
        block
        for chapter in document.chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    ]


@pytest.fixture(name="document")
def _document() -> Document:
    return outlined(sample_content(), "en")


def with_state(content: EditionContent, *fields: Field) -> EditionContent:
    """Return the content with one State only, which has these fields."""
    chapter = replace(a_state("AL", {"en": "Albania"}), fields=fields)
    return replace(content, parts=(replace(content.parts[0], chapters=(chapter,)),))


def test_chapters_stand_in_the_order_of_a_book(document: Document) -> None:
    heads = [chapter.running_head for chapter in document.chapters]
    assert heads == [
        "",
        "Note",
        "Contents",
        "Introduction",
        "Explanatory notes",
        "Changes since the last edition",
        "The edition in figures",
        "Part I",
        "Albania",
        "Bahrain",
        "China",
        "Côte d’Ivoire",
        "Part II",
        "Albania",
        "China",
        "Index of States",
        "Index by request type",
        "INTERPOL and round-the-clock contacts",
        "Index by accepted language",
        "States without designation",
        "Parties to the instruments",
        "If no authority answers",
        "Update form",
        "Colophon",
    ]


def test_an_extract_leaves_out_what_holds_for_the_whole_edition_only() -> None:
    """Who is missing from one State's extract is not missing from the directory."""
    extract = replace(sample_content(), extract=Named({"en": "Albania"}))
    whole, cut = (
        {chapter.running_head for chapter in outlined(content, "en").chapters}
        for content in (sample_content(), extract)
    )
    assert whole - cut == {
        "The edition in figures",
        "Index of States",
        "States without designation",
        "Parties to the instruments",
    }


def test_cover_has_titles_in_three_languages_and_says_that_it_is_a_demonstration(
    document: Document,
) -> None:
    cover: Chapter = document.chapters[0]
    said = [as_tuple(block) for block in cover.blocks]
    assert not cover.has_header
    for part in ("I", "II"):
        for language in ("en", "fr", "es"):
            assert ("body", PART_TITLES[part][language]) in said
    assert ("subtitle", "Edition 2026/1") in said
    assert ("body", "Closing date: 24 May 2026") in said
    assert ("mark", phrase("text.note.demonstration", "en")) in said
    assert document.foot_text == "Edition 2026/1 – Demonstration"


def test_an_edition_in_earnest_says_nothing_of_a_demonstration() -> None:
    document = outlined(replace(sample_content(), is_demonstration=False), "en")
    assert document.foot_text == "Edition 2026/1"
    styles = {
        block[0] for chapter in document.chapters[:2] for block in map(as_tuple, chapter.blocks)
    }
    assert "mark" not in styles


def test_an_authority_has_its_name_marks_contact_designations_and_closing(
    document: Document,
) -> None:
    assert blocks_of(document, "Bahrain") == [
        ("h1", "Bahrain", "state-I-BH"),
        ("note", "Bahreïn"),
        ("fields", ("Treaty status", "Ratification, 21 Aug 2002")),
        ("h2", "وزارة العدل – إدارة التعاون الدولي", "authority-I-21"),
        ("bound_note", "Ministry of Justice / Ministère de la justice"),
        (
            "mark",
            "Made up for the demonstration: this authority does not exist. "
            "Contact details changed on 1 May 2026.",
        ),
        (
            "fields",
            ("Full postal address", "1 Treaty Square", "Old Town", "1000 Capital"),
            ("Telephone", "+999 12 345 67 ext. 12"),
            ("Service to be contacted", "إدارة التعاون الدولي (القسم 3) 1988"),
            ("Fax", "+999 60 89 574"),
        ),
        ("h3", "Mutual legal assistance (UNTOC 18(13))", "designation-I-21-1"),
        (
            "fields",
            ("Channels, normal cases", "Diplomatic channels: required"),
            ("Channels, urgent cases", "Not stated"),
            (
                "Documentation required",
                "* The request, in Arabic or English.",
                "* A certified copy",
            ),
        ),
        ("fields", ("Last confirmed", "9 Mar 2026"), ("Record number", "21, revision 2")),
    ]


def test_a_state_without_an_authority_says_so_and_what_to_do(document: Document) -> None:
    said = [block[1] for block in blocks_of(document, "Côte d’Ivoire") if block[0] == "note"][-2:]
    assert said == [
        "Côte d’Ivoire has designated no authority on record for this part of the directory.",
        phrase("text.not_designated.advice", "en"),
    ]


def test_contents_lead_to_every_state_of_both_parts(document: Document) -> None:
    lines = blocks_of(document, "Contents")[1][1:]
    assert [line[1] for line in lines if isinstance(line, tuple)] == [
        "introduction",
        "explanatory-notes",
        "changes",
        "figures",
        "part-I",
        "state-I-AL",
        "state-I-BH",
        "state-I-CN",
        "state-I-CI",
        "part-II",
        "state-II-AL",
        "state-II-CN",
        "index-states",
        "index-request-types",
        "index-interpol",
        "index-languages",
        "without-designation",
        "parties",
        "if-no-authority-answers",
        "update-form",
        "colophon",
    ]


def test_the_index_lists_authorities_by_request_type_and_part(document: Document) -> None:
    assert blocks_of(document, "Index by request type") == [
        ("h1", "Index by request type", "index-request-types"),
        (
            "h2",
            "Mutual legal assistance (UNTOC 18, DRUG1988 7) – Part I",
            "index-I-mla",
        ),
        (
            "list",
            ("Albania – Ministria e Drejtësisë", "authority-I-7"),
            ("Bahrain – وزارة العدل – إدارة التعاون الدولي", "authority-I-21"),
            ("China – 司法部国际合作局", "authority-I-30"),
        ),
        ("h2", "Mutual legal assistance (UNCAC 46) – Part II", "index-II-mla"),
        ("list", ("Albania – Ministria e Drejtësisë", "authority-II-7")),
        ("h2", "Extradition (UNTOC 16) – Part I", "index-I-extradition"),
        (
            "list",
            ("Albania – Ministria e Drejtësisë (Northern Region)", "authority-I-7"),
            (r"Albania – Office {\b of} \par Records & <Seals>", "authority-I-66"),
        ),
        ("h2", "Trafficking in firearms", "index-none-firearms"),
        ("body", phrase("text.index.none", "en")),
    ]


def missing_by_type(document: Document) -> dict[object, object]:
    """Return the States that are listed as missing, by the heading of their list."""
    blocks = blocks_of(document, "States without designation")
    return {block[1]: after[1] for block, after in itertools.pairwise(blocks) if block[0] == "h2"}


def test_states_without_designation_are_listed_by_part_and_type(document: Document) -> None:
    assert missing_by_type(document) == {
        "No authority for any request type – Part I": "Côte d’Ivoire",
        "Mutual legal assistance – Part I": phrase("text.missing.none", "en"),
        "Extradition – Part I": "Bahrain; China",
        "Trafficking in firearms – Part I": "Albania; Bahrain; China",
        "No authority for any request type – Part II": "China",
        "Mutual legal assistance – Part II": phrase("text.missing.none", "en"),
        "Extradition – Part II": "Albania",
    }


def test_the_colophon_prints_the_hash_of_the_content_and_the_head_of_the_trail(
    document: Document,
) -> None:
    rows = blocks_of(document, "Colophon")[1][1:]
    assert ("SHA-256 of the content", sample_content().hash()) in rows
    assert ("Head of the audit trail", "ab" * 32) in rows
    assert ("Authorities", "4, of them 3 from real notifications and 1 made up") in rows
    assert document.content_hash == sample_content().hash()


def test_anchors_are_unique_plain_and_cover_every_reference(document: Document) -> None:
    anchors = [heading.anchor for heading in headings(document)]
    assert len(anchors) == len(set(anchors))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,39}", anchor) for anchor in anchors)
    wanted = {
        reference.anchor
        for chapter in document.chapters
        for block in chapter.blocks
        if isinstance(block, ReferenceList)
        for reference in block.references
    }
    assert wanted <= set(anchors)


def test_only_outside_addresses_of_four_kinds_become_links() -> None:
    targets = ("https://example.org", "mailto:a@example.org", "tel:+9991", "javascript:x", "#note")
    line = Line(tuple(Literal("text", target) for target in targets))
    document = outlined(with_state(sample_content(), Field("label.links", (line,))), "en")
    table = next(
        block
        for chapter in document.chapters
        if chapter.running_head == "Albania"
        for block in chapter.blocks
        if isinstance(block, FieldTable)
    )
    found = [run.target for run in table.rows[0].lines[0].runs]
    assert found == ["https://example.org", "mailto:a@example.org", "tel:+9991", "", ""]


def test_no_full_stop_stands_after_a_full_stop() -> None:
    """Neither after a note that ends in one nor after a day that does in some language."""
    sentence = Words("punctuation.sentence")
    for language, first in (("en", Words("mark.name_translated")), ("ru", Day(date(2022, 4, 18)))):
        line = Line((first, sentence, Words("word.yes"), sentence, Words("word.no")))
        field = Field("label.remarks", (line,))
        document = outlined(with_state(sample_content(), field), language)
        text = plain(
            next(
                table.rows[0].lines[0].runs
                for chapter in document.chapters
                if chapter.thumb
                for table in chapter.blocks
                if isinstance(table, FieldTable)
            )
        )
        assert ".." not in text
        assert ". " in text


def test_every_kind_of_line_break_makes_a_line_and_hidden_marks_are_shown() -> None:
    field = Field("label.remarks", (a_line("one\r\ntwo\rthree\u2028\u202efour", is_item=True),))
    document = outlined(with_state(sample_content(), field), "en")
    assert blocks_of(document, "Albania")[1] == (
        "fields",
        ("Remarks", "* one", "two", "three", "[U+202E]four"),
    )


def test_a_name_in_another_language_of_the_edition_falls_back_to_english() -> None:
    field = Field("label.remarks", (Line((Named({"en": "Senate", "fr": "Sénat"}),)),))
    document = outlined(with_state(sample_content(), field), "en")
    assert blocks_of(document, "Albania")[1] == ("fields", ("Remarks", "Senate"))


def test_an_unknown_key_ends_the_work_and_is_named() -> None:
    field = Field("label.remarks", (Line((Words("word.no_such_word"),)),))
    with pytest.raises(UnknownWordError, match=r"word\.no_such_word"):
        outlined(with_state(sample_content(), field), "en")
    with pytest.raises(UnknownWordError, match=r"label\.no_such_label"):
        outlined(with_state(sample_content(), Field("label.no_such_label", ())), "en")


def test_an_unknown_request_type_ends_the_work_and_is_named() -> None:
    authority = an_authority(1, Text("Office", "en"), a_designation("piracy", "UNTOC 1"))
    content = sample_content()
    part = replace(content.parts[0], chapters=(a_state("AL", {"en": "Albania"}, authority),))
    with pytest.raises(UnknownRequestTypeError, match="piracy"):
        outlined(replace(content, parts=(part,)), "en")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguageError, match="'xx'"):
        outlined(sample_content(), "xx")


def test_words_that_content_may_name_have_no_places_to_fill() -> None:
    for key in KEYS:
        words = phrase(key, "en")
        assert words or key == "text.page_after"
        assert "{" not in words or key.startswith(("text.", "date."))


def test_text_with_braces_is_not_taken_for_a_pattern() -> None:
    assert phrase("text.edition", "en", number="{0} {x}") == "Edition {0} {x}"


def test_states_of_a_part_that_runs_on_share_a_chapter_by_their_letter() -> None:
    """Each State keeps its heading and anchor; the head of the run names the first and last."""
    content = sample_content()
    first = replace(content.parts[0], runs_on=True)
    document = outlined(replace(content, parts=(first, *content.parts[1:])), "en")
    runs = {
        chapter.running_head: [
            b.anchor for b in chapter.blocks if isinstance(b, Heading) and b.level == 1
        ]
        for chapter in document.chapters
    }
    assert runs["China – Côte d’Ivoire"] == ["state-I-CN", "state-I-CI"]
    assert runs["Bahrain"] == ["state-I-BH"]


def changed(*states: StateChanges, previous: str = "2025/2") -> Document:
    """Return the sample edition with these changes since an edition before it."""
    content = replace(sample_content(), previous_number=previous, changes=Changes(states))
    return outlined(content, "en")


ALBANIA = Named({"en": "Albania", "fr": "Albanie"})
OFFICE = Text("Ministria e Drejtësisë", "sq")
CHANGES = "Changes since the last edition"


def test_the_first_edition_says_that_it_is_the_first(document: Document) -> None:
    assert blocks_of(document, CHANGES)[1:] == [("body", phrase("text.changes.first", "en"))]


def test_an_edition_after_withdrawn_ones_does_not_call_itself_the_first() -> None:
    document = outlined(replace(sample_content(), follows_withdrawn=True), "en")
    assert blocks_of(document, CHANGES)[1:] == [("body", phrase("text.changes.withdrawn", "en"))]


def test_an_edition_without_a_change_names_the_one_it_was_compared_with() -> None:
    assert blocks_of(changed(), CHANGES)[1:] == [
        ("body", "Nothing has changed since edition 2025/2.")
    ]


def test_changes_name_who_is_new_ended_and_no_longer_confirmed() -> None:
    """New and lapsed ones lead to their entries; an ended one has its record number."""
    document = changed(
        StateChanges(
            "AL",
            ALBANIA,
            authorities=(
                AuthorityChange(ChangeKind.NEW, 7, OFFICE, "I"),
                AuthorityChange(ChangeKind.ENDED, 9, Text("Old Office", "en"), ""),
            ),
            no_longer_confirmed=(AuthorityName(66, Text("Seals", "en"), "I"),),
        )
    )
    assert blocks_of(document, CHANGES)[2:] == [
        (
            "fields",
            ("States with a change", "1"),
            ("New authorities", "1"),
            ("Amended authorities", "0"),
            ("Ended authorities", "1"),
            ("No longer confirmed", "1"),
        ),
        ("h2", "Albania", "changes-AL"),
        ("h3", "New", "changes-AL-new"),
        ("list", ("Ministria e Drejtësisë", "authority-I-7")),
        ("h3", "Ended", "changes-AL-ended"),
        ("small", "Old Office (record 9)"),
        ("h3", "No longer confirmed", "changes-AL-not-confirmed"),
        ("list", ("Seals", "authority-I-66")),
    ]


def amended(*fields: FieldChange, designations: tuple[SectionChange, ...] = ()) -> StateChanges:
    """Return the changes of a State with one amended authority."""
    authority = AuthorityChange(ChangeKind.AMENDED, 7, OFFICE, "I", fields, designations)
    return StateChanges("AL", ALBANIA, authorities=(authority,))


def test_an_amended_authority_has_its_fields_before_and_now_and_the_page_of_its_entry() -> None:
    """Designations that came or went are rows too; those amended stand above their fields."""
    fax = FieldChange("label.fax", (a_line("+999 1"),), (a_line("+999 2"),))
    designations = (
        SectionChange(ChangeKind.NEW, "extradition", Named({"en": "North"})),
        SectionChange(ChangeKind.AMENDED, "mla", None, (replace(fax, label="label.costs"),)),
    )
    document = changed(amended(fax, designations=designations))
    assert blocks_of(document, CHANGES)[4:] == [
        ("h3", "Amended: Ministria e Drejtësisë", "changes-AL-7"),
        (
            "fields",
            ("Fax", "Before: +999 1", "Now: +999 2"),
            ("New designation", "Extradition, North"),
            ("Designation amended", "Mutual legal assistance"),
            ("Costs", "Before: +999 1", "Now: +999 2"),
        ),
        ("space",),
        ("list", ("The whole entry as it is now", "authority-I-7")),
    ]


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        (("a",), ("b",), ["Before: a", "Now: b"]),
        (("a", "b"), ("a", "c"), ["Before: b", "Now: c"]),
        (("a",), ("a", "b"), ["Added: b"]),
        (("a", "b"), ("b",), ["Removed: a"]),
        ((), ("a",), ["Before: Not stated", "Now: a"]),
        (("a",), (), ["Before: a", "Now: Not stated"]),
        (("a", "b"), ("b", "a"), ["Before: ", "a", "b", "Now: ", "b", "a"]),
        (("سطر",), ("a",), ["Before: ", "سطر", "Now: a"]),
    ],
)
def test_only_the_lines_that_differ_are_printed(
    before: tuple[str, ...], after: tuple[str, ...], printed: list[str]
) -> None:
    """A line that came or went is named as such; Arabic stands on a line of its own."""
    lines = (tuple(a_line(text, "") for text in side) for side in (before, after))
    document = changed(amended(FieldChange("label.fax", *lines)))
    assert blocks_of(document, CHANGES)[5][1] == ("Fax", *printed)


def test_what_changed_in_a_state_as_a_whole_leads_to_its_chapter() -> None:
    field = FieldChange("label.public_holidays", (), (a_line("1 May"),))
    ended = SectionChange(ChangeKind.ENDED, "mla", None)
    state = StateChanges("AL", ALBANIA, fields=(field,), requirements=(ended,))
    assert blocks_of(changed(state), CHANGES)[4:] == [
        ("h3", "The State as a whole", "changes-AL-state"),
        (
            "fields",
            ("Public holidays", "Before: Not stated", "Now: 1 May"),
            ("Requirements of the State ended", "Mutual legal assistance"),
        ),
        ("space",),
        ("list", ("The whole entry as it is now", "state-I-AL")),
    ]


def test_states_are_listed_in_every_language_in_the_order_of_that_language() -> None:
    """Sort keys decide, and a foreign name has the printed one behind it."""
    chapters = tuple(
        replace(a_state(code, names), sort_keys=keys)
        for code, names, keys in (
            ("ZA", {"en": "South Africa", "fr": "Afrique du Sud"}, {"en": "2", "fr": "1"}),
            ("AL", {"en": "Albania", "fr": "Albanie", "zh": "阿尔巴尼亚"}, {"en": "1", "fr": "2"}),
        )
    )
    content = sample_content()
    content = replace(content, parts=(replace(content.parts[0], chapters=chapters),))
    index = blocks_of(outlined(content, "en"), "Index of States")
    assert index[2:] == [
        ("h2", "English", "index-states-en"),
        ("list", ("Albania", "state-I-AL"), ("South Africa", "state-I-ZA")),
        ("h2", "Français", "index-states-fr"),
        (
            "list",
            ("Afrique du Sud – South Africa", "state-I-ZA"),
            ("Albanie – Albania", "state-I-AL"),
        ),
        ("h2", "中文", "index-states-zh"),
        ("list", ("阿尔巴尼亚 – Albania", "state-I-AL")),
    ]


def with_designations(
    *designations: DesignationEntry, is_round_the_clock: bool = False
) -> Document:
    """Return an edition of one State with one authority that has these designations."""
    authority = an_authority(7, Text("Office", "en"), *designations)
    authority = replace(authority, is_round_the_clock=is_round_the_clock)
    content = sample_content()
    part = replace(content.parts[0], chapters=(a_state("AL", {"en": "Albania"}, authority),))
    return outlined(replace(content, parts=(part,)), "en")


def test_who_takes_requests_through_interpol_is_listed_by_the_cases_in_which_it_does() -> None:
    both, urgent, none = (
        replace(a_designation(code), interpol=cases)
        for code, cases in (
            ("mla", ("normal", "urgent")),
            ("extradition", ("urgent",)),
            ("firearms", ()),
        )
    )
    document = with_designations(both, urgent, none, is_round_the_clock=True)
    said = blocks_of(document, "INTERPOL and round-the-clock contacts")[2:]
    assert said == [
        ("h2", "Through INTERPOL in normal and in urgent cases – Part I", "index-interpol-both-I"),
        ("list", ("Albania – Office (Mutual legal assistance)", "authority-I-7")),
        ("h2", "Through INTERPOL in normal cases only", "index-interpol-normal"),
        ("body", "None is on record."),
        ("h2", "Through INTERPOL in urgent cases only – Part I", "index-interpol-urgent-I"),
        ("list", ("Albania – Office (Extradition)", "authority-I-7")),
        (
            "h2",
            "Urgent contacts reached 24 hours a day, 7 days a week",
            "index-interpol-round-the-clock",
        ),
        ("list", ("Albania – Office", "authority-I-7")),
    ]


def test_languages_are_listed_with_the_request_types_they_are_accepted_for() -> None:
    """Types stand in brackets where others of the same State do not take the language."""
    french, spanish = Words("language.fr"), Words("language.es")
    document = with_designations(
        replace(a_designation("mla"), languages=(spanish, french)),
        replace(a_designation("extradition"), languages=(french,)),
    )
    assert blocks_of(document, "Index by accepted language")[2:] == [
        ("h2", "French", "index-languages-1"),
        ("list", ("Albania", "state-I-AL")),
        ("h2", "Spanish", "index-languages-2"),
        ("list", ("Albania (Mutual legal assistance)", "state-I-AL")),
    ]


def a_full_designation(code: str, *, takes_requests: bool) -> DesignationEntry:
    """Return a designation with an answer on INTERPOL and a language."""
    made = replace(a_designation(code), interpol=("urgent",), languages=(Words("language.fr"),))
    return replace(made, takes_requests=takes_requests)


def test_a_designation_that_takes_no_requests_is_printed_and_listed_nowhere() -> None:
    """It has ended, has not begun or is for sending: its entry stands, and nobody is sent there."""
    ended = a_full_designation("mla", takes_requests=False)
    document = with_designations(ended, is_round_the_clock=True)
    printed = [heading.anchor for heading in headings(document)]
    assert "authority-I-7" in printed
    assert "designation-I-7-1" in printed
    indices = (
        "Index by request type",
        "INTERPOL and round-the-clock contacts",
        "Index by accepted language",
    )
    for index in indices:
        assert not [block for block in blocks_of(document, index) if block[0] == "list"]
    missing = missing_by_type(document)
    assert missing["No authority for any request type – Part I"] == "Albania"
    figures = blocks_of(document, "The edition in figures")
    tables = [block for block in figures if block[0] == "fields"]
    assert tables[0][1] == ("Mutual legal assistance", "0")


def test_what_is_not_counted_stands_beside_what_is() -> None:
    """An authority and its State are listed for what they take, and for nothing else."""
    document = with_designations(
        a_full_designation("mla", takes_requests=False),
        a_full_designation("extradition", takes_requests=True),
        is_round_the_clock=True,
    )
    (line,) = (b for b in blocks_of(document, "Index by request type") if b[0] == "list")
    assert line == ("list", ("Albania – Office", "authority-I-7"))
    lists = blocks_of(document, "INTERPOL and round-the-clock contacts")
    assert [b[1] for b in lists if b[0] == "list"] == [
        ("Albania – Office (Extradition)", "authority-I-7"),
        ("Albania – Office", "authority-I-7"),
    ]
    assert ("list", ("Albania", "state-I-AL")) in blocks_of(document, "Index by accepted language")
    missing = missing_by_type(document)
    assert missing["Mutual legal assistance – Part I"] == "Albania"
    assert missing["Extradition – Part I"] == phrase("text.missing.none", "en")


def test_round_the_clock_is_who_takes_requests_in_either_part() -> None:
    """The part that prints the entry in full may hold only what has ended."""
    content = sample_content()
    ended = a_full_designation("mla", takes_requests=False)
    first = replace(an_authority(7, OFFICE, ended), is_round_the_clock=True)
    second = replace(an_authority(7, OFFICE, replace(ended, takes_requests=True)), full_in="I")
    parts = tuple(
        replace(part, chapters=(a_state("AL", {"en": "Albania"}, entry),))
        for part, entry in zip(content.parts, (first, second), strict=True)
    )
    said = blocks_of(
        outlined(replace(content, parts=parts), "en"), "INTERPOL and round-the-clock contacts"
    )
    assert said[-1] == ("list", ("Albania – Ministria e Drejtësisë", "authority-I-7"))


def test_the_list_of_who_is_missing_says_what_is_not_counted_where_there_is_such() -> None:
    """A reader who finds an entry in the State must not take the list for a slip."""
    sentence = ("body", phrase("text.missing.not_counted", "en"))
    for takes_requests in (True, False):
        document = with_designations(a_full_designation("mla", takes_requests=takes_requests))
        said = sentence in blocks_of(document, "States without designation")
        assert said != takes_requests


def test_parties_are_listed_by_instrument_and_letter() -> None:
    """A party that is no State has no chapter, and one without a date says so."""
    act = Words("treaty_action.ratification")
    parties = (
        Party("UNTOC", "AL", ALBANIA, act, date(2002, 8, 21)),
        Party("UNTOC", "DZ", Named({"en": "Algeria"}), act, None),
        Party("UNTOC", "EU", Named({"en": "European Union"}), act, date(2004, 5, 21)),
    )
    document = outlined(replace(sample_content(), parties=parties), "en")
    assert blocks_of(document, "Parties to the instruments")[2:] == [
        (
            "h2",
            "UNTOC: United Nations Convention against Transnational Organized Crime",
            "parties-UNTOC",
        ),
        ("bound_note", "Parties: 3"),
        (
            "fields",
            ("A", "Albania, Ratification 21 Aug 2002; Algeria, Party, date not known here"),
            ("E", "European Union, Ratification 21 May 2004"),
        ),
    ]


def test_bodies_that_may_help_are_those_that_states_have_named() -> None:
    field = Field("label.if_no_authority_answers", (a_line("Write to the ministry."),))
    document = outlined(with_state(sample_content(), field), "en")
    assert blocks_of(document, "If no authority answers")[2:] == [
        ("fields", ("Albania", "Write to the ministry."))
    ]
    nobody = outlined(sample_content(), "en")
    assert blocks_of(nobody, "If no authority answers")[2:] == [
        ("body", "No State has named a body that may help.")
    ]


def test_the_form_has_rows_to_write_on_and_says_where_and_until_when() -> None:
    content = replace(
        sample_content(), contact="desk@directory.example", next_closing_on=date(2026, 11, 23)
    )
    said = blocks_of(outlined(content, "en"), "Update form")
    assert ("body", "Return it to: desk@directory.example") in said
    assert ("body", "The next edition closes on 23 November 2026.") in said
    rows = [row for block in said if block[0] == "fields" for row in block[1:]]
    assert len(rows) > 30
    white = [row for row in rows if isinstance(row, tuple) and set(row[1:]) == {"\u00a0"}]
    assert len(white) >= len(rows) - 5


def test_the_colophon_says_whether_the_words_were_reviewed() -> None:
    for drafts, key in ((frozenset({"fr"}), "draft"), (frozenset[str](), "reviewed")):
        document = outlined(sample_content(), "fr", drafts=drafts)
        said = repr(document.chapters[-1])
        assert repr(phrase(f"text.colophon.{key}", "fr"))[1:-1] in said


def test_the_trilingual_edition_says_everything_in_three_languages() -> None:
    """Headings and labels side by side, running text one after the other, each tagged."""
    document = outlined(sample_content(), "mul")
    heading = next(h for h in headings(document) if h.anchor == "state-I-AL")
    assert [(run.text, run.language) for run in heading.runs[::2]] == [
        ("Albania", "en"),
        ("Albanie", "fr"),
    ]
    introduction = next(c for c in document.chapters if "Introduction" in c.running_head)
    purposes = [b for b in introduction.blocks if isinstance(b, Paragraph)][:3]
    assert [b.runs[0].language for b in purposes] == ["en", "fr", "es"]
    assert [plain(b.runs) for b in purposes] == [
        phrase("text.introduction.purpose", each) for each in ("en", "fr", "es")
    ]
    state = next(c for c in document.chapters if c.running_head.startswith("Bahrain"))
    (table, *_) = (b for b in state.blocks if isinstance(b, FieldTable))
    assert plain(table.rows[0].label).count(" / ") == 2


@pytest.mark.parametrize("language", EDITIONS)
def test_every_edition_language_sets_the_whole_book(language: str) -> None:
    """The same chapters and anchors in each: an index of one leads to the same place in another."""
    document = outlined(sample_content(), language)
    english = outlined(sample_content(), "en")
    assert len(document.chapters) == len(english.chapters)
    assert [h.anchor for h in headings(document) if "languages" not in h.anchor] == [
        h.anchor for h in headings(english) if "languages" not in h.anchor
    ]
