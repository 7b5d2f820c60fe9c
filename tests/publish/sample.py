"""A small edition that holds every class of content, and text that would harm a careless writer."""

from dataclasses import replace
from datetime import UTC, date, datetime

from publish.content import (
    AuthorityEntry,
    Counts,
    Day,
    DesignationEntry,
    EditionContent,
    EditionPart,
    Field,
    InstrumentName,
    Line,
    Literal,
    Named,
    RequestTypeName,
    StateChapter,
    Text,
    Words,
)
from publish.wording import PART_TITLES

HOSTILE_TEXTS = (
    r'{\field{\*\fldinst INCLUDETEXT "/etc/passwd"}}',
    r"{\object\objocx{\*\objdata 0105}}\par}\sect",
    "<b>unclosed <para> & tags <a href='x'>",
    "back\\slash \\b0 \\u8364? and {open and close} braces",
    "=1+1",
    '"quoted" \\l "bookmark" %41 $HOME `id`',
    "left \u202eright-to-left override\u202c here",
    "isolate \u2067inside\u2069 and null\x00 and escape\x1b[31m",
    "emoji \U0001f9d1\U0001f3fd\u200d\u2696\ufe0f and flag \U0001f1e8\U0001f1ed",
    "rare Han \U00020bb7 and \u9fa5",
    "unassigned \u0378 and private \ue000",
    "w" * 10_000,
)


def a_line(text: str, language: str = "en", *, is_item: bool = False) -> Line:
    """Return a line of a State's own words."""
    return Line((Text(text, language),), is_item=is_item)


def a_telephone(number: str) -> Line:
    """Return a telephone number with a link and an extension."""
    target = "tel:" + number.replace(" ", "")
    return Line((Literal(number, target), Words("word.extension"), Literal("12")))


def an_authority(
    number: int,
    name: Text,
    *designations: DesignationEntry,
    contact: tuple[Field, ...] = (),
    marks: tuple[Line, ...] = (),
    other_names: tuple[Text, ...] = (),
) -> AuthorityEntry:
    """Return an authority with an address and a telephone number."""
    address = Field("label.address", (a_line("1 Treaty Square\nOld Town\n1000 Capital"),))
    telephone = Field("label.telephone", (a_telephone("+999 12 345 67"),))
    confirmed = Field("label.last_confirmed", (Line((Day(date(2026, 3, 9)),)),))
    return AuthorityEntry(
        number=number,
        revision=2,
        name=name,
        other_names=other_names,
        marks=marks,
        contact=(address, telephone, *contact),
        designations=designations,
        closing=(confirmed,),
    )


def a_designation(
    request_type: str, *provisions: str, territory: str = "", requirement: str = ""
) -> DesignationEntry:
    """Return a designation with channels and, where given, a requirement."""
    channel = Line(
        (Words("route.diplomatic"), Words("punctuation.colon"), Words("acceptance.required"))
    )
    fields = [Field("label.channels_normal", (channel,)), Field("label.channels_urgent", ())]
    if requirement:
        items = (a_line(requirement, is_item=True), a_line("A certified copy", is_item=True))
        fields.append(Field("label.documentation", items))
    return DesignationEntry(
        request_type=request_type,
        provisions=provisions,
        territory=Named({"en": territory}) if territory else None,
        fields=tuple(fields),
    )


def hostile_authority() -> AuthorityEntry:
    """Return an authority whose fields try to leave their place."""
    lines = tuple(a_line(text, "") for text in HOSTILE_TEXTS)
    links = (
        Line((Literal("script", "javascript:alert(1)"),)),
        Line((Literal("file", "file:///etc/passwd"),)),
        Line((Literal("quote", 'https://example.org/"}}{\\field INCLUDETEXT "/etc/passwd" é'),)),
    )
    contact = (
        Field("label.additional_information", lines),
        Field("label.links", links),
    )
    name = Text(r"Office {\b of} \par Records & <Seals>", "en")
    return an_authority(66, name, a_designation("extradition", "UNTOC 16(5)"), contact=contact)


def arabic_authority() -> AuthorityEntry:
    """Return an authority with an Arabic name, address and requirement."""
    contact = (
        Field("label.service", (a_line("إدارة التعاون الدولي (القسم 3) 1988", "ar"),)),
        Field("label.fax", (Line((Literal("+999 60 89 574"),)),)),
    )
    designation = a_designation(
        "mla", "UNTOC 18(13)", requirement="The request, in Arabic or English."
    )
    return an_authority(
        21,
        Text("وزارة العدل – إدارة التعاون الدولي", "ar"),
        designation,
        contact=contact,
        other_names=(Text("Ministry of Justice", "en"), Text("Ministère de la justice", "fr")),
        marks=(
            Line((Words("mark.made_up"),)),
            Line(
                (
                    Words("mark.contact_changed"),
                    Day(date(2026, 5, 1)),
                    Words("punctuation.full_stop"),
                )
            ),
        ),
    )


def first_part() -> EditionPart:
    """Return part I with a Latin, an Arabic, a Chinese and an undesignated State."""
    albania = an_authority(
        7,
        Text("Ministria e Drejtësisë", "sq"),
        a_designation("mla", "UNTOC 18(13)", "DRUG1988 7(8)", requirement="A summary of facts."),
        a_designation("extradition", "UNTOC 16(5)", territory="Northern Region"),
        other_names=(Text("Ministry of Justice", "en"),),
    )
    china = an_authority(
        30,
        Text("司法部国际合作局", "zh"),
        a_designation("mla", "UNTOC 18(13)", requirement="请求应以书面形式提出，由请求机关签署。"),
    )
    chapters = (
        a_state("AL", {"en": "Albania", "fr": "Albanie"}, albania, hostile_authority()),
        a_state("BH", {"en": "Bahrain", "fr": "Bahreïn", "ar": "البحرين"}, arabic_authority()),
        a_state("CN", {"en": "China", "fr": "Chine", "es": "China", "zh": "中国"}, china),
        a_state("CI", {"en": "Côte d’Ivoire", "fr": "Côte d’Ivoire"}),
    )
    return EditionPart("I", PART_TITLES["I"], chapters)


def second_part() -> EditionPart:
    """Return part II with an authority that part I holds as well."""
    albania = an_authority(
        7, Text("Ministria e Drejtësisë", "sq"), a_designation("mla", "UNCAC 46(13)")
    )
    chapters = (
        a_state("AL", {"en": "Albania", "fr": "Albanie"}, albania),
        a_state("CN", {"en": "China", "fr": "Chine"}),
    )
    return EditionPart("II", PART_TITLES["II"], chapters)


def a_state(code: str, names: dict[str, str], *entries: AuthorityEntry) -> StateChapter:
    """Return the chapter of a State with one State-level field."""
    status = Line(
        (Words("treaty_action.ratification"), Words("punctuation.comma"), Day(date(2002, 8, 21)))
    )
    return StateChapter(
        code, Named(names), names, (Field("label.treaty_status", (status,)),), entries
    )


def sample_content() -> EditionContent:
    """Return the whole sample edition."""
    return EditionContent(
        number="2026/1",
        closing_at=datetime(2026, 5, 24, 23, 59, 59, tzinfo=UTC),
        issue_on=date(2026, 6, 1),
        issuer="Secretariat of the Directory",
        is_demonstration=True,
        parts=(first_part(), second_part()),
        request_types=(
            RequestTypeName(
                "mla",
                Named({"en": "Mutual legal assistance", "fr": "Entraide judiciaire"}),
                ("UNTOC 18", "DRUG1988 7", "UNCAC 46"),
            ),
            RequestTypeName("extradition", Named({"en": "Extradition"}), ("UNTOC 16", "UNCAC 44")),
            RequestTypeName("firearms", Named({"en": "Trafficking in firearms"}), ("FP 13",)),
        ),
        instruments=(
            InstrumentName(
                "UNTOC",
                Named({"en": "United Nations Convention against Transnational Organized Crime"}),
                "New York, 15 November 2000",
            ),
        ),
        counts=Counts(
            states=4,
            authorities=4,
            authorities_real=3,
            authorities_made_up=1,
            designations=6,
            not_confirmed=0,
        ),
        trail_head="ab" * 32,
    )


def without_state(content: EditionContent, code: str) -> EditionContent:
    """Return the content without one State, to see what misses it."""
    parts = tuple(
        replace(part, chapters=tuple(each for each in part.chapters if each.code != code))
        for part in content.parts
    )
    return replace(content, parts=parts)
