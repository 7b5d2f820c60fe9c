"""From notifications of one authority to its designations: one per request type and territory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cna_directory.authorities.record import (
    Acceptance,
    AcceptedChannel,
    Capacity,
    ChannelRoute,
    Designation,
    DesignationRole,
    LanguageRule,
    LanguageUse,
    Notification,
    NotificationKind,
    Provision,
    Urgency,
)
from cna_directory.languages import LocalisedText
from cna_directory.seeding.notified_rows import NotifiedRow

_ROLES = {
    "mla": DesignationRole.CENTRAL_AUTHORITY,
    "firearms": DesignationRole.SINGLE_POINT_OF_CONTACT,
    "prevention": DesignationRole.PREVENTION_AUTHORITY,
    "corruption_prevention": DesignationRole.PREVENTION_AUTHORITY,
}
"""The word of the treaties; for all other request types it is "authority"."""

_TYPE_OF_ARTICLE = {"16": "extradition", "17": "transfer", "18": "mla"}
"""The articles of the Organized Crime Convention that the source cites together, as in `16, 17`."""


@dataclass(frozen=True, slots=True)
class NotifiedTerritory:
    """The territory of a notification: its code, and the day it ceased to exist, if it did."""

    code: str
    ended_on: date | None


def designation_from(
    request_type: str, rows: Sequence[NotifiedRow], territory: NotifiedTerritory
) -> Designation:
    """Return the one designation that all these notifications of one authority make up."""
    richest = max(rows, key=lambda row: row.richness)
    return Designation(
        request_type=request_type,
        provisions=_provisions(request_type, rows),
        role=_ROLES.get(request_type, DesignationRole.COMPETENT_AUTHORITY),
        capacities=_capacities(request_type, rows),
        territory=territory.code,
        responsibilities=_responsibilities(rows),
        valid_until=territory.ended_on,
        notification=notification_from(richest, summary=summary_of(rows)),
        channels=_channels(rows),
        language_rules=_language_rules(rows),
    )


def notification_from(row: NotifiedRow, *, summary: str) -> Notification:
    """Return the paper behind a designation or a legal basis, as far as the source shows it."""
    return Notification(
        kind=NotificationKind.DEPOSITARY_NOTIFICATION,
        reference=row.cited,
        notified_on=row.notified_on,
        source=row.source,
        summary=summary,
        is_name_translated=row.is_name_translated,
    )


def summary_of(rows: Sequence[NotifiedRow]) -> str:
    """Return the texts of all notifications, each under the provision it was made for."""
    return "\n".join(f"{row.cited}: {row.text}" for row in rows)


def remark_in(text: str) -> str:
    """Return what a text says beyond naming the authority and the article."""
    if not text.startswith("Names "):
        return text
    # "Names X (Unit) as authority for … (article 18(13)). Remark": the first sentence ends with the
    # bracket of the article.
    _, _, remark = text.partition("). ")
    return remark


def _provisions(request_type: str, rows: Sequence[NotifiedRow]) -> tuple[Provision, ...]:
    provisions: dict[Provision, None] = {}
    for row in rows:
        for article in row.article.split(", "):
            is_cited_together = ", " in row.article
            if not is_cited_together or _TYPE_OF_ARTICLE[article] == request_type:
                provisions[Provision(row.instrument, article)] = None
    return tuple(provisions)


def _capacities(request_type: str, rows: Sequence[NotifiedRow]) -> tuple[Capacity, ...]:
    text = " ".join(row.text for row in rows).casefold()
    found: list[Capacity] = []
    if "receives, executes or forwards" in text:
        found += [Capacity.RECEIVES, Capacity.EXECUTES, Capacity.TRANSMITS]
    if "makes requests" in text:
        found.append(Capacity.SENDS)
    if not found and request_type == "mla":
        # A central authority receives requests by the very words of articles 18(13) and 46(13);
        # whether it executes or transmits them the sources do not say.
        found.append(Capacity.RECEIVES)
    return tuple(found)


def _responsibilities(rows: Sequence[NotifiedRow]) -> LocalisedText | None:
    remarks = dict.fromkeys(remark for row in rows if (remark := remark_in(row.text)))
    return LocalisedText("en", " ".join(remarks)) if remarks else None


def _channels(rows: Sequence[NotifiedRow]) -> tuple[AcceptedChannel, ...]:
    channels: dict[AcceptedChannel, None] = {}
    for row in rows:
        channel = _channel_of(row)
        if channel is not None:
            channels[channel] = None
    return tuple(channels)


def _channel_of(row: NotifiedRow) -> AcceptedChannel | None:
    conditions = LocalisedText("en", row.urgent) if row.urgent else None
    if row.is_via_interpol:
        # The source says yes also where only urgent requests may come through INTERPOL, and then it
        # fills its remark on urgent cases.
        return AcceptedChannel(
            urgency=Urgency.URGENT if row.urgent else Urgency.NORMAL,
            route=ChannelRoute.INTERPOL,
            acceptance=Acceptance.ACCEPTED,
            conditions=conditions,
            national_central_bureau="Belgrade" if "INTERPOL Belgrade" in row.urgent else "",
        )
    if row.urgent or "24-hour" in row.text:
        procedure = conditions or LocalisedText("en", remark_in(row.text))
        return AcceptedChannel(
            urgency=Urgency.URGENT,
            route=ChannelRoute.DIRECT,
            acceptance=Acceptance.ACCEPTED,
            procedure=procedure,
        )
    if "sent through the diplomatic channel" in row.text:
        return AcceptedChannel(
            urgency=Urgency.NORMAL,
            route=ChannelRoute.DIPLOMATIC,
            acceptance=Acceptance.REQUIRED,
        )
    return None


def _language_rules(rows: Sequence[NotifiedRow]) -> tuple[LanguageRule, ...]:
    by_languages: dict[frozenset[str], list[NotifiedRow]] = {}
    for row in rows:
        if row.languages:
            by_languages.setdefault(frozenset(row.languages), []).append(row)
    # Where the conventions were notified with different languages, each rule names its own.
    has_differences = len(by_languages) > 1
    return tuple(
        LanguageRule(
            use=LanguageUse.NORMAL,
            languages=same[0].languages,
            note=_notified_under(same) if has_differences else None,
        )
        for same in by_languages.values()
    )


def _notified_under(rows: Sequence[NotifiedRow]) -> LocalisedText:
    cited = ", ".join(dict.fromkeys(row.cited for row in rows))
    return LocalisedText("en", f"Notified for {cited}.")
