"""A small directory in which each record is there for a reason, for the tests of the search."""

from datetime import UTC, date, datetime, timedelta

from cna_directory.access.actors import SEEDER
from cna_directory.authorities import record as r
from cna_directory.authorities.operations import seed_records
from cna_directory.database import db
from cna_directory.languages import LocalisedText, Origin, Translation
from tests.builders import a_designation, a_record, words

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
RECORDED_AT = datetime(2026, 1, 10, 9, 0, tzinfo=UTC)


def in_both(text: str, language: str, english: str, origin: Origin = Origin.STATE) -> LocalisedText:
    """Return a text with an English translation."""
    return LocalisedText(language, text, (Translation("en", english, origin),))


def normal(
    route: r.ChannelRoute, acceptance: r.Acceptance = r.Acceptance.ACCEPTED
) -> r.AcceptedChannel:
    """Return a channel for normal requests."""
    return r.AcceptedChannel(r.Urgency.NORMAL, route, acceptance)


def interpol(acceptance: r.Acceptance) -> r.AcceptedChannel:
    """Return the channel through INTERPOL, which is for urgent requests."""
    return r.AcceptedChannel(r.Urgency.URGENT, r.ChannelRoute.INTERPOL, acceptance)


def speaking(*languages: str, any_of_the_un: bool = False) -> tuple[r.LanguageRule, ...]:
    """Return the rule for normal requests, and one for urgent ones that does not count."""
    return (
        r.LanguageRule(r.LanguageUse.NORMAL, languages, any_official_un_language=any_of_the_un),
        r.LanguageRule(r.LanguageUse.URGENT, ("is",)),
    )


def under(*instruments: str) -> tuple[r.Provision, ...]:
    """Return provisions of instruments."""
    return tuple(r.Provision(instrument) for instrument in instruments)


def confirmed(days_ago: int) -> r.Confirmation:
    """Return a confirmation some days before today."""
    return r.Confirmation(
        TODAY - timedelta(days=days_ago), r.ConfirmationMeans.ACCOUNT, "focal point"
    )


def post(name: str, visibility: r.Visibility, **changes: object) -> r.ContactPoint:
    """Return a contact point for urgent cases, day and night."""
    return r.ContactPoint(
        post=words(name),
        telephones=(r.Telephone("+999 1 555 0199", r.NumberUse.URGENT, hours="24/7"),),
        is_for_urgent=True,
        visibility=visibility,
        **changes,
    )


RECORDS: tuple[r.Record, ...] = (
    a_record(
        9001,
        "EG",
        name=in_both("مكتب النائب العام", "ar", "Office of the Prosecutor-General"),
        name_transliterated="Maktab an-Na'ib al-'Amm",
        service=words("إدارة التعاون الدولي", "ar"),
        designations=(
            a_designation(
                "extradition",
                language_rules=speaking("ar"),
                channels=(normal(r.ChannelRoute.DIPLOMATIC, r.Acceptance.REQUIRED),),
            ),
            a_designation(
                "mla",
                language_rules=speaking("ar", "en", "fr"),
                channels=(normal(r.ChannelRoute.DIRECT), interpol(r.Acceptance.ACCEPTED)),
                provisions=under("UNTOC", "UNCAC"),
            ),
        ),
        confirmation=confirmed(20),
    ),
    a_record(
        9002,
        "FR",
        name=words("Ministère de la Justice", "fr"),
        acronym="MJ",
        provenance=r.Provenance(r.ProvenanceKind.STATE),
        telephones=(r.Telephone("+33 1 44 77 60 60"),),
        emails=(),
        address=r.PostalAddress(("13 place Vendôme",), "Paris", "", "75001", "fr"),
        designations=(
            # What is asked for must be true of one designation: these three have all of it apart.
            a_designation("mla", language_rules=speaking("fr"), provisions=under("UNTOC")),
            a_designation("extradition", language_rules=speaking("en"), provisions=under("UNCAC")),
            a_designation(
                "transfer",
                language_rules=speaking("de"),
                channels=(normal(r.ChannelRoute.SECURE_PLATFORM, r.Acceptance.ACCEPTED_IF_AGREED),),
                provisions=under("DRUG1988"),
            ),
        ),
        confirmation=confirmed(150),
    ),
    a_record(
        9003,
        "CN",
        name=in_both("司法部国际合作局", "zh", "International Cooperation Bureau"),
        service=in_both("条约司", "zh", "Zebrahandling", Origin.MACHINE_DRAFT),
        designations=(
            a_designation(channels=(interpol(r.Acceptance.NOT_ACCEPTED),), language_rules=()),
        ),
        confirmation=confirmed(300),
    ),
    a_record(
        9004,
        "TH",
        name=words("กระทรวงยุติธรรม", "th"),
        designations=(a_designation(channels=(interpol(r.Acceptance.ACCEPTED_IF_AGREED),)),),
        confirmation=confirmed(400),
    ),
    a_record(9005, "KR", name=words("법무부 국제형사과", "ko"), confirmation=None),
    a_record(
        9006,
        "RU",
        name=words("Генеральная прокуратура", "ru"),
        designations=(a_designation(language_rules=speaking(any_of_the_un=True)),),
        confirmation=confirmed(460),
    ),
    a_record(9007, "PL", name=words("Prokuratura Łąkowa", "pl"), acronym="PŁ"),
    a_record(9008, "FR", name=words("Withdrawn Justice Office"), status=r.RecordStatus.WITHDRAWN),
    a_record(
        9009,
        "FR",
        name=words("Former Office"),
        designations=(a_designation("prevention", valid_until=date(2020, 1, 1)),),
    ),
    a_record(
        9010,
        "DE",
        name=words("Bundesamt für Justiz", "de"),
        designations=(
            a_designation("mla", valid_until=TODAY),
            a_designation("firearms", valid_from=TODAY + timedelta(days=1)),
            a_designation("extradition", channels=(), language_rules=()),
        ),
    ),
    a_record(
        9011,
        "CN",
        name=words("Department of Justice"),
        designations=(a_designation("mla", territory="HK"), a_designation("extradition")),
    ),
    a_record(
        9012,
        "FR",
        name=words("Parquet de Bordeaux", "fr"),
        contact_points=(post("Secret Liaison", r.Visibility.SECRETARIAT),),
    ),
    a_record(
        9013,
        "GB",
        name=words("Central Authority"),
        service=words("Justice Liaison"),
        contact_points=(post("Duty Lawyer", r.Visibility.ALL_ACCOUNTS),),
        designations=(a_designation("mla"), a_designation("mla", territory="GB-SCT")),
    ),
    a_record(
        9014,
        "IT",
        name=words("Ministero della Giustizia", "it"),
        provenance=r.Provenance(r.ProvenanceKind.HISTORIC, "From a notification."),
        telephones=(r.Telephone("06 68851", r.NumberUse.URGENT, hours="24 hours"),),
    ),
    a_record(
        9015,
        "NE",
        name=words("Parquet de Niamey", "fr"),
        telephones=(r.Telephone("+999 1 555 0100", r.NumberUse.URGENT, hours="09:00-17:00"),),
    ),
    a_record(9016, "NG", name=words("Ministry of Justice")),
    a_record(9017, "US", name=words("Department of Justice"), designations=()),
    a_record(
        9018,
        "CO",
        name=words("Ministerio del Interior", "es"),
        designations=(
            a_designation("mla", capacities=(r.Capacity.SENDS,)),
            a_designation("mla", capacities=(r.Capacity.RECEIVES,), territory="BM"),
            a_designation("prevention", capacities=(r.Capacity.EXECUTES, r.Capacity.TRANSMITS)),
        ),
    ),
)

PROFILES = (
    r.StateProfile(
        state="FR",
        provenance=r.Provenance(r.ProvenanceKind.MADE_UP),
        legal_bases=(
            r.LegalBasis("UNTOC", "mla", r.ConventionAsBasis.YES),
            r.LegalBasis("UNCAC", "extradition", r.ConventionAsBasis.ONLY_IF_NO_OTHER_TREATY),
            r.LegalBasis("UNTOC", "transfer", r.ConventionAsBasis.NO),
        ),
    ),
    r.StateProfile(
        state="EG",
        provenance=r.Provenance(r.ProvenanceKind.MADE_UP),
        legal_bases=(
            r.LegalBasis("UNTOC", "mla", r.ConventionAsBasis.NO),
            r.LegalBasis("UNCAC", "mla", r.ConventionAsBasis.NOT_REQUIRED),
            r.LegalBasis("UNTOC", "extradition", r.ConventionAsBasis.UNKNOWN),
        ),
    ),
)

NOT_EFFECTIVE_YET = a_record(9099, "FR", name=words("Bureau of Tomorrow"))


def fill() -> None:
    """Write the directory; to be called on the day `NOW`."""
    for record in (*PROFILES, *RECORDS):
        revise(record)
    revise(NOT_EFFECTIVE_YET, effective_from=TODAY + timedelta(days=30))


def revise(
    record: r.Record | r.StateProfile,
    *,
    recorded_at: datetime = RECORDED_AT,
    effective_from: date | None = None,
) -> None:
    """Write a revision of a record, as somebody else would: nothing of it stays in the session."""
    effective = effective_from or recorded_at.date()
    seed_records(SEEDER, record.state, [(record, recorded_at, effective, "for a test")])
    db.session.rollback()
