"""Documents to render in the tests of the PDF: small, but with every kind of block."""

from babel import Locale

from publish.document import (
    Block,
    Chapter,
    Document,
    FieldLine,
    FieldRow,
    FieldTable,
    Heading,
    Paragraph,
    Reference,
    ReferenceList,
    Run,
    Space,
)

SCRIPTS = {
    "fr": "Ministère de la justice – Département fédéral, « Bureau de l’entraide », Zürich",
    "vi": "Viện Kiểm sát nhân dân tối cao nước Cộng hòa",
    "el": "Υπουργείο Δικαιοσύνης, Διαφάνειας και Ανθρωπίνων Δικαιωμάτων",
    "ru": "Министерство юстиции Российской Федерации",
    "ka": "საქართველოს იუსტიციის სამინისტრო",
    "hy": "Հայաստանի Հանրապետության արդարադատության նախարարություն",
    "th": "กระทรวงยุติธรรม สำนักงานอัยการสูงสุด",
    "lo": "ກະຊວງຍຸຕິທໍາ ແຫ່ງ ສປປ ລາວ",
    "zh": "中华人民共和国司法部，国际合作局",
    "ja": "法務省刑事局国際課（東京都千代田区）",
    "ko": "대한민국 법무부 국제형사과",
    "am": "የፍትሕ ሚኒስቴር ፌዴራላዊ",
    "ar": "وزارة العدل الإدارة العامة للتعاون الدولي",
    "fa": "وزارت دادگستری جمهوری اسلامی ایران می‌باشد",
    "he": "משרד המשפטים המחלקה הבינלאומית",
}
STACKED_SCRIPTS = {
    "hi": "विधि और न्याय मंत्रालय भारत सरकार",
    "bn": "আইন বিচার ও সংসদ বিষয়ক মন্ত্রণালয়",
    "ta": "நீதி அமைச்சு இலங்கை",
    "si": "අධිකරණ අමාත්‍යාංශය",
    "km": "ក្រសួងយុត្តិធម៌ ព្រះរាជាណាចក្រកម្ពុជា",
    "my": "တရားရေးဝန်ကြီးဌာန",
    "dv": "މިނިސްޓްރީ އޮފް ޖަސްޓިސް",
    "dz": "ཁྲིམས་འཛིན་ལྷན་ཁག",
    "zgh": "ⵜⴰⵎⴰⵡⴰⵙⵜ ⵏ ⵜⵥⵕⴼⵜ",
}
LEGAL = (
    "Requests shall be transmitted in writing, signed and sealed by the requesting authority, and "
    "accompanied by a certified translation into one of the languages accepted by the requested "
    "State. Documents transmitted through the central authority are exempt from legalization. "
)
ARABIC_LEGAL = (
    "تقدم الطلبات كتابة وتكون موقعة ومختومة من السلطة الطالبة (UNTOC 18) ومشفوعة بترجمة معتمدة إلى "
    "إحدى اللغات التي تقبلها الدولة متلقية الطلب، وفقا للمادة 7 من اتفاقية 1988. "
)


def row(label: str, *lines: str | Run | FieldLine, language: str = "en") -> FieldRow:
    """Return a field row from plain words."""
    made = tuple(
        line
        if isinstance(line, FieldLine)
        else FieldLine((line if isinstance(line, Run) else Run(line, language),))
        for line in lines
    )
    return FieldRow((Run(label, language),), made)


def link(text: str, target: str) -> Run:
    """Return a run that leads to an address and reads left to right."""
    return Run(text, isolate=True, target=target)


def item(*runs: Run) -> FieldLine:
    """Return a line with a bullet."""
    return FieldLine(runs, is_item=True)


def authority(number: int, name: str, language: str, *rows: FieldRow) -> tuple[Block, ...]:
    """Return heading and table of one authority."""
    return (
        Heading(2, (Run(name, language),), f"authority-{number}", outline_text=name),
        FieldTable(rows),
    )


def state(code: str, name: str, *blocks: Block, language: str = "en") -> Chapter:
    """Return the chapter of one State."""
    return Chapter((Heading(1, (Run(name, language),), f"state-{code}"), *blocks), name)


def document(*chapters: Chapter, language: str = "en") -> Document:
    """Return a document of these chapters."""
    return Document(
        title="Directory of Competent National Authorities",
        subject="Edition 2026/1",
        author="Secretariat",
        language=language,
        header_text="Directory of Competent National Authorities",
        page_words=("Page ", " of ", "") if language == "en" else ("الصفحة ", " من ", ""),
        foot_text="Edition 2026/1 · issued 1 June 2026 · demonstration",
        created_on="2026-06-01",
        content_hash="5e" * 32,
        chapters=chapters,
    )


def with_text(text: str, language: str = "en") -> Document:
    """Return a document with the text as a paragraph, as a value, as a heading and as a label."""
    return document(
        state(
            "AA",
            "Aland",
            Paragraph((Run(text, language),)),
            *authority(1, text, language, row(text, text, language=language)),
        )
    )


def list_of_names(language: str) -> tuple[Chapter, tuple[str, ...]]:
    """Return an index of some hundred names of States, languages and currencies, and the names.

    They are so many that two glyphs of their typeface fall on one code.
    """
    words = Locale.parse(language)
    found = {*words.territories.values(), *words.languages.values(), *words.currencies.values()}
    names = tuple(sorted(name for name in found if not name.isascii()))[::2]
    lines = tuple(Reference((Run(name, language),), "index", 3) for name in names)
    return Chapter((Heading(1, (Run("Index", "en"),), "index"), ReferenceList(lines))), names


def sample() -> Document:
    """Return an English document of several chapters with every kind of block."""
    names = {"AA": "Aland", "BB": "Borduria (Federation of)", "CC": "Côte d’Émeraude"}
    cover = Chapter(
        (
            Space(180),
            Paragraph((Run("Directory of Competent National Authorities", "en"),), "title"),
            Paragraph((Run("Edition 2026/1 · closed on 24 May 2026", "en"),), "subtitle"),
            Space(24),
            Paragraph((Run("Demonstration: made-up records among real ones.", "en"),), "mark"),
        ),
        has_header=False,
    )
    contents = Chapter(
        (
            Heading(1, (Run("Contents", "en"),), "contents"),
            ReferenceList(
                (
                    Reference((Run("Part I: Organized Crime Convention", "en"),), "state-AA", 1),
                    *(
                        Reference((Run(name, "en"),), f"state-{code}", 2)
                        for code, name in names.items()
                    ),
                    Reference((Run("Index", "en"),), "index", 1),
                )
            ),
        ),
        "Contents",
    )
    states = [_state_chapter(place, code, name) for place, (code, name) in enumerate(names.items())]
    index = Chapter(
        (
            Heading(1, (Run("Index by type of request", "en"),), "index"),
            Heading(2, (Run("Mutual legal assistance", "en"),), "index-mla"),
            ReferenceList(
                tuple(
                    Reference(
                        (
                            Run(
                                f"{name}: Ministry of Justice, International Cooperation"
                                " Directorate, Department of Extradition and Mutual Legal"
                                " Assistance",
                                "en",
                            ),
                        ),
                        f"state-{code}",
                        3,
                    )
                    for code, name in names.items()
                )
            ),
        ),
        "Index by type of request",
    )
    return document(cover, contents, *states, index)


def _state_chapter(place: int, code: str, name: str) -> Chapter:
    first = 10 * place
    return state(
        code,
        name,
        Paragraph((Run("Party to the Organized Crime Convention since 29 September 2003.", "en"),)),
        Paragraph((Run("Requests common to all its authorities are below.", "en"),), "note"),
        *authority(first + 1, "Ministry of Justice, International Cooperation Directorate", "en")[
            :1
        ],
        Paragraph((Run("Contact changed on 12 May 2026", "en"),), "mark"),
        FieldTable(
            (
                row("Postal address", "1 Place du Palais", "1000 Aland"),
                row(
                    "Telephone",
                    link("+999 12 345 67 89", "tel:+999123456789"),
                    link("+999 12 345 67 90", "tel:+999123456790"),
                ),
                row(
                    "E-mail", link("central.authority@justice.example", "mailto:a@justice.example")
                ),
                row(
                    "Website",
                    link(
                        "https://justice.example/mutual-legal-assistance", "https://justice.example"
                    ),
                ),
                row(
                    "Name in national languages", *(Run(text, tag) for tag, text in SCRIPTS.items())
                ),
                row("Further scripts", *(Run(text, tag) for tag, text in STACKED_SCRIPTS.items())),
                row(
                    "Requests must contain",
                    item(Run("the identity of the authority making the request;", "en")),
                    item(Run(LEGAL, "en")),
                    item(Run("see also ", "en"), Run("the index", "en", target="#index")),
                ),
                row("Legal and procedural requirements", LEGAL * 4, LEGAL * 3),
                row("Hidden and missing", "left\u202eright \U0010fffe end", "tab\there\nnew line"),
            )
        ),
        Heading(3, (Run("Extradition – UNTOC 16", "en"),), f"designation-{first}"),
        FieldTable(
            (row("Territory", "Whole territory"), row("Urgent requests", "Yes → at once ✓ − 5°"))
        ),
        *authority(first + 2, SCRIPTS["ar"], "ar", row("Languages", "Arabic, English")),
    )


def arabic_sample() -> Document:
    """Return an Arabic document: mirrored tables, numbers and addresses left to right in them."""
    blocks: list[Block] = [
        Paragraph((Run(ARABIC_LEGAL, "ar"),)),
        *authority(
            1,
            SCRIPTS["ar"],
            "ar",
            row("العنوان البريدي", "ص.ب. 1234 (المبنى 5)", "شارع العدل، القاهرة", language="ar"),
            row("الهاتف", link("+999 12 345 67 89", "tel:+999123456789"), language="ar"),
            FieldRow(
                (Run("حالات عاجلة", "ar"),),
                (
                    FieldLine((Run("ليلا ونهارا: ", "ar"), link("+999 99 (0) 1", "tel:+999991"))),
                    FieldLine(
                        (Run("عبر ", "ar"), Run("INTERPOL I-24/7", "en"), Run(" أيضا.", "ar"))
                    ),
                ),
            ),
            row(
                "البريد الإلكتروني",
                link("moj@justice.example", "mailto:moj@justice.example"),
                language="ar",
            ),
            FieldRow(
                (Run("الاسم بالإنكليزية", "ar"),),
                (FieldLine((Run("Ministry of Justice (Central Authority)", "en"),)),),
            ),
            row("الشروط", item(Run(ARABIC_LEGAL, "ar")), item(Run("الهوية.", "ar")), language="ar"),
            row("الشروط القانونية والإجرائية", ARABIC_LEGAL * 3, language="ar"),
            FieldRow((Run("نص إنكليزي", "ar"),), (FieldLine((Run(LEGAL * 2, "en"),)),)),
        ),
    ]
    contents = Chapter(
        (
            Heading(1, (Run("المحتويات", "ar"),), "contents"),
            ReferenceList(
                (
                    Reference((Run("الجزء الأول: اتفاقية الجريمة المنظمة", "ar"),), "state-EG", 1),
                    Reference((Run("مصر", "ar"),), "state-EG", 2),
                    Reference((Run("Aland – Ministry of Justice", "en"),), "state-EG", 3),
                )
            ),
        ),
        "المحتويات",
    )
    return document(contents, state("EG", "مصر", *blocks, language="ar"), language="ar")
