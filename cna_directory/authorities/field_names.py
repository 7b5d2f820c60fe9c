"""The words for the paths of fields, as `authorities.rules.compare` names them.

`telephones[0].number` is said as "Telephone 1: number". A test walks through every field of a
record and of a State's profile, so that none reaches a page without words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from cna_directory.authorities.comparing import IDENTITIES
from cna_directory.authorities.record import Designation, LegalBasis, Record, StateProfile
from cna_directory.languages import LocalisedText

SEGMENT = re.compile(r"(?P<name>[a-z_]+)(?:\[(?P<place>\+?\d+|order)\])?")

FIELD_WORDS = {
    "accepts_drafts": _("Draft requests"),
    "acceptance": _("Whether it is accepted"),
    "acronym": _("Acronym"),
    "additional_details": _("Additional details"),
    "address": _("Postal address"),
    "Email.address": _("Address"),
    "alternative_measure": _("Alternative measure"),
    "any_official_un_language": _("Any official language of the United Nations"),
    "applies_to": _("To whom it applies"),
    "areas_of_assistance": _("Areas of assistance"),
    "article": _("Article"),
    "articles": _("Articles"),
    "availability": _("Available in this State"),
    "availability_note": _("Note on availability"),
    "basis": _("Footing on which a language is accepted"),
    "by": _("By whom"),
    "capacities": _("What it does with requests"),
    "channels": _("Channels"),
    "citation": _("Citation"),
    "city": _("City"),
    "closed_on": _("Day"),
    "closes": _("Closes"),
    "closures": _("Days on which offices are closed"),
    "competence_rules": _("Rules of competence"),
    "conditions": _("Conditions"),
    "confidentiality": _("Confidentiality"),
    "confirmation": _("Confirmation"),
    "confirmed_on": _("Confirmed on"),
    "contact_changed_on": _("Contact changed on"),
    "contact_points": _("Contact points"),
    "contact_post": _("Contact point to reach"),
    "convention_as_basis": _("Convention as the legal basis"),
    "cooperation_networks": _("Networks of cooperation"),
    "copy_to": _("Copy to"),
    "costs": _("Costs"),
    "designations": _("Designations"),
    "dimension": _("By what competence is split"),
    "dual_criminality": _("Dual criminality"),
    "dual_criminality_note": _("Note on dual criminality"),
    "electronic_signature": _("Electronic signature"),
    "emails": _("E-mail addresses"),
    "encryption": _("Encryption"),
    "encryption_key_url": _("Address of the encryption key"),
    "explanation": _("Explanation"),
    "extension": _("Extension"),
    "extradites_nationals": _("Extradition of nationals"),
    "extradition_procedures": _("Extradition procedures"),
    "fallback_note": _("What to do where no authority is designated"),
    "faxes": _("Fax numbers"),
    "forms": _("Forms of a request"),
    "forwards_misdirected": _("Requests sent here in error"),
    "general_note": _("General note"),
    "hours": _("Hours"),
    "in_post_from": _("In post from"),
    "in_post_until": _("In post until"),
    "instrument": _("Treaty"),
    "is_certified": _("Certified"),
    "is_default": _("Competent where no rule says otherwise"),
    "is_for_urgent": _("For urgent requests"),
    "is_functional": _("Address of an office and not of a person"),
    "is_name_translated": _("Whether the name is a translation"),
    "is_only_one": _("The only authority for this type of request"),
    "is_primary": _("First contact point"),
    "is_translated": _("Translated"),
    "items": _("What a request needs"),
    "kind": _("Kind"),
    "Record.kind": _("Type of authority"),
    "language": _("Language in which it is written"),
    "language_rules": _("Languages accepted"),
    "languages": _("Languages"),
    "languages_of_communication": _("Languages of communication"),
    "legal_bases": _("Legal bases"),
    "legal_system": _("Legal system"),
    "legalization": _("Legalization"),
    "lines": _("Lines of the address"),
    "links": _("Laws and links"),
    "lunch_from": _("Lunch break from"),
    "lunch_until": _("Lunch break until"),
    "means": _("Means"),
    "minimum_penalty_months": _("Minimum penalty in months"),
    "minimum_penalty_note": _("Note on the minimum penalty"),
    "minor_cases": _("Minor cases"),
    "name": _("Name"),
    "name_transliterated": _("Name in Latin letters"),
    "national_central_bureau": _("National Central Bureau"),
    "not_designated": _("Types of request without an authority"),
    "note": _("Note"),
    "notification": _("Notification"),
    "notified_on": _("Notified on"),
    "number": _("Number"),
    "Record.number": _("Record number"),
    "office_hours": _("Office hours"),
    "official_languages": _("Official languages"),
    "opens": _("Opens"),
    "operator": _("How a case is compared"),
    "oral_confirmed_in_writing": _("Oral requests confirmed in writing"),
    "origin": _("Where the translation comes from"),
    "original_to_follow": _("Original by post"),
    "original_within_days": _("Days within which the original follows"),
    "other_bases": _("Other bases"),
    "part": _("Checklist"),
    "person_name": _("Name of the person"),
    "post": _("Post"),
    "postal_code": _("Postal code"),
    "procedure": _("Procedure"),
    "provenance": _("Where the record comes from"),
    "provisional_arrest_days": _("Provisional arrest in days"),
    "provisional_arrest_note": _("Note on provisional arrest"),
    "provisions": _("Articles under which it is designated"),
    "reason": _("Reason"),
    "received_on": _("Received on"),
    "recovery_networks": _("Networks for asset recovery"),
    "reference": _("Reference"),
    "refusal_grounds": _("Grounds for refusal"),
    "reports_to": _("Reports to"),
    "request_type": _("Type of request"),
    "request_types": _("Types of request"),
    "requirement": _("Requirements"),
    "requirements": _("Requirements of the State"),
    "reservation": _("Reservation or declaration"),
    "response_time": _("Usual time to answer"),
    "responsibilities": _("Responsibilities"),
    "role": _("Role"),
    "route": _("Way"),
    "salutation": _("Salutation"),
    "service": _("Service to be contacted"),
    "source": _("Source"),
    "sources": _("Sources"),
    "state": _("State"),
    "state_or_province": _("State or province"),
    "status": _("Status of the record"),
    "sub_measures": _("Types of assistance"),
    "summary": _("Summary"),
    "superseded_by": _("Successor"),
    "surrender_deadline": _("Surrender deadline"),
    "telephones": _("Telephone numbers"),
    "territory": _("Territory"),
    "text": _("Words"),
    "time_zone": _("Time zone"),
    "time_zones": _("Time zones"),
    "title": _("Title"),
    "translations": _("Translations"),
    "url": _("Web address"),
    "urgency": _("Urgency"),
    "use": _("Use"),
    "use_limitation": _("Limitation of use of evidence"),
    "valid_from": _("Valid from"),
    "valid_until": _("Valid until"),
    "values": _("Values"),
    "video_hearing": _("Hearing by video conference"),
    "visibility": _("Shown to"),
    "visiting_address": _("Visiting address"),
    "websites": _("Websites"),
    "weekday": _("Day of the week"),
}
"""The words of each field; with the name of its class before it where classes mean other things."""

ITEM_WORDS = {
    "channels": _("Channel"),
    "closures": _("Closed day"),
    "competence_rules": _("Rule of competence"),
    "contact_points": _("Contact point"),
    "designations": _("Designation"),
    "emails": _("E-mail"),
    "faxes": _("Fax"),
    "items": _("Line of the checklist"),
    "language_rules": _("Languages accepted"),
    "legal_bases": _("Legal basis"),
    "links": _("Law or link"),
    "office_hours": _("Office hours"),
    "provisions": _("Article"),
    "requirements": _("Requirements"),
    "telephones": _("Telephone"),
    "translations": _("Translation"),
    "websites": _("Website"),
}
"""The words for one item of a list whose items are compared one by one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the class that has the field, the field, and which item of it."""

    owner: type
    field: str
    place: str
    """The place of the item, `+` before it if it is new; `order`; or nothing for the whole."""
    inner: Any
    """The class of the value, or of the items if it is a list."""


def steps(path: str, kind: type[Record | StateProfile]) -> Iterator[Step]:
    """Yield the steps of a path from the record inwards.

    Raises:
        ValueError: a record of that kind has no such field.
    """
    owner: Any = kind
    for segment in path.split("."):
        found = SEGMENT.fullmatch(segment)
        classes = field_classes(owner) if isinstance(owner, type) and is_dataclass(owner) else {}
        if not found or found["name"] not in classes:
            raise ValueError(f"{kind.__name__} has no field {path!r}")
        inner = classes[found["name"]]
        yield Step(owner, found["name"], found["place"] or "", inner)
        owner = inner


@cache
def field_classes(owner: Any) -> Mapping[str, Any]:
    """Return the class of each field of a class of `record`; of a list, the class of its items."""
    hints = get_type_hints(owner)
    return {field.name: _inner(hints[field.name]) for field in fields(owner)}


def _inner(hint: Any) -> Any:
    """Return the class inside `X | None` and `tuple[X, ...]`."""
    if get_origin(hint) in {Union, UnionType}:
        return _inner(next(it for it in get_args(hint) if it is not type(None)))
    if get_origin(hint) is tuple:
        return _inner(get_args(hint)[0])
    return hint


def field_name(
    path: str, record: Record | StateProfile, request_types: Mapping[str, str] | None = None
) -> str:
    """Return the words for a path of a comparison, in the language of the page.

    `record` is the one before the change, whose contact points and designations are named;
    `request_types` gives the names of request types by their codes.
    """
    words: list[str] = []
    at: Any = record
    for step in steps(path, type(record)):
        at = _at(at, step)
        if step.owner is LocalisedText and step.field == "text":
            continue
        said = _words_of(step, at, request_types or {})
        words.append(_begun_small(said) if words else said)
    return ": ".join(words)


def _at(owner: Any, step: Step) -> Any:
    """Return the value at a step; `None` where the record has none there."""
    value = getattr(owner, step.field, None)
    if not step.place:
        return value
    if step.place.isdigit() and isinstance(value, tuple) and int(step.place) < len(value):
        return value[int(step.place)]
    return None


def _words_of(step: Step, item: Any, request_types: Mapping[str, str]) -> str:
    if not step.place:
        own = FIELD_WORDS.get(f"{step.owner.__name__}.{step.field}")
        return str(own or FIELD_WORDS[step.field])
    if step.place == "order":
        return str(gettext("%(items)s: order", items=FIELD_WORDS[step.field]))
    one = str(ITEM_WORDS[step.field])
    if step.place.startswith("+"):
        return str(gettext("%(item)s, new", item=one))
    if name := _own_name(item, request_types):
        return str(gettext("%(item)s “%(name)s”", item=one, name=name))
    return str(gettext("%(item)s %(number)s", item=one, number=int(step.place) + 1))


def _own_name(item: Any, request_types: Mapping[str, str]) -> str:
    """Return what an item is called by people; most are only counted."""
    if isinstance(item, Designation | LegalBasis):
        return request_types.get(item.request_type, "")
    post = getattr(item, "post", None)
    return post.text if isinstance(post, LocalisedText) else ""


def _begun_small(words: str) -> str:
    """Return words as they stand within a line; what begins with two capitals is a name."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


_missing = IDENTITIES.keys() - ITEM_WORDS.keys()
if _missing:
    raise RuntimeError(f"lists of items without words: {sorted(_missing)}")
