"""The outline of the sample edition, read as nested tuples."""

import re
from dataclasses import replace

import pytest

from publish.content import EditionContent, Field, Line, Literal, Named, Text, Words
from publish.document import (
    Block,
    Chapter,
    Document,
    FieldTable,
    Heading,
    Paragraph,
    ReferenceList,
    Run,
    Space,
)
from publish.outline import outlined
from publish.outline.pieces import UnknownRequestTypeError
from publish.wording import (
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
        "Part I",
        "Albania",
        "Bahrain",
        "China",
        "Côte d’Ivoire",
        "Part II",
        "Albania",
        "China",
        "Index by request type",
        "States without designation",
        "Colophon",
    ]


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
        ("note", "Ministry of Justice / Ministère de la justice"),
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
        "part-I",
        "state-I-AL",
        "state-I-BH",
        "state-I-CN",
        "state-I-CI",
        "part-II",
        "state-II-AL",
        "state-II-CN",
        "index-request-types",
        "without-designation",
        "colophon",
    ]


def test_the_index_lists_authorities_by_request_type_and_part(document: Document) -> None:
    assert blocks_of(document, "Index by request type") == [
        ("h1", "Index by request type", "index-request-types"),
        ("h2", "Mutual legal assistance – Part I", "index-I-mla"),
        (
            "list",
            ("Albania – Ministria e Drejtësisë", "authority-I-7"),
            ("Bahrain – وزارة العدل – إدارة التعاون الدولي", "authority-I-21"),
            ("China – 司法部国际合作局", "authority-I-30"),
        ),
        ("h2", "Mutual legal assistance – Part II", "index-II-mla"),
        ("list", ("Albania – Ministria e Drejtësisë", "authority-II-7")),
        ("h2", "Extradition – Part I", "index-I-extradition"),
        (
            "list",
            ("Albania – Ministria e Drejtësisë (Northern Region)", "authority-I-7"),
            (r"Albania – Office {\b of} \par Records & <Seals>", "authority-I-66"),
        ),
        ("h2", "Trafficking in firearms", "index-none-firearms"),
        ("body", phrase("text.index.none", "en")),
    ]


def test_states_without_designation_are_listed_by_part_and_type(document: Document) -> None:
    lists = {
        block[1]: after[1]
        for block, after in zip(
            blocks_of(document, "States without designation")[2:],
            blocks_of(document, "States without designation")[3:],
            strict=False,
        )
        if block[0] == "h2"
    }
    assert lists == {
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
