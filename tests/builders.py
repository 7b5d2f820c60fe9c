"""Plain functions that make the things tests are about, with sensible defaults."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cna_directory.access.actors import SEEDER
from cna_directory.authorities import record as r
from cna_directory.authorities.operations import seed_records
from cna_directory.languages import LocalisedText

RECORDED_AT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


def words(text: str, language: str = "en") -> LocalisedText:
    """Return a text in a language."""
    return LocalisedText(language, text)


def a_designation(request_type: str = "mla", **changes: Any) -> r.Designation:
    """Return a designation as central authority under the Organized Crime Convention."""
    articles = {"mla": "18(13)", "extradition": "16(5)", "transfer": "17"}
    designation = r.Designation(
        request_type=request_type,
        provisions=(r.Provision("UNTOC", articles.get(request_type, "")),),
        role=r.DesignationRole.CENTRAL_AUTHORITY,
        channels=(
            r.AcceptedChannel(r.Urgency.NORMAL, r.ChannelRoute.DIRECT, r.Acceptance.ACCEPTED),
        ),
        language_rules=(r.LanguageRule(r.LanguageUse.NORMAL, ("en", "fr")),),
    )
    return replace(designation, **changes)


def a_record(number: int = 9001, state: str = "FR", **changes: Any) -> r.Record:
    """Return a small made-up record of an authority."""
    record = r.Record(
        number=number,
        state=state,
        name=words(f"Sample Authority {number}"),
        kind=r.AuthorityKind.MINISTRY_OF_JUSTICE,
        status=r.RecordStatus.LIVE,
        provenance=r.Provenance(r.ProvenanceKind.MADE_UP, "Made up for a test."),
        address=r.PostalAddress(("1 Sample Street",), "Sample City", "", "00000", "en"),
        telephones=(r.Telephone("+999 1 555 0100"),),
        emails=(r.Email(f"office{number}@justice.example"),),
        time_zone="Europe/Paris",
        designations=(a_designation(),),
        confirmation=r.Confirmation(date(2025, 3, 1), r.ConfirmationMeans.ACCOUNT, "focal point"),
    )
    return replace(record, **changes)


def seed(
    *records: r.Record | r.StateProfile,
    recorded_at: datetime = RECORDED_AT,
    effective_from: date | None = None,
) -> None:
    """Write records into the directory through the seeder's operation."""
    for record in records:
        effective = effective_from or recorded_at.date()
        seed_records(SEEDER, record.state, [(record, recorded_at, effective, "for a test")])
