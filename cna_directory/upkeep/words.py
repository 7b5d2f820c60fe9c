"""The words of the form of a record: what each field is called, and what to write into it."""

from flask_babel import lazy_gettext as _

from cna_directory.authorities import record as r
from cna_directory.authorities.field_names import FIELD_WORDS
from cna_directory.languages import LocalisedText, Translation

ASKED: dict[tuple[type, str], str] = {
    (r.Record, "lunch_from"): _("Closed at midday from"),
    (r.Record, "lunch_until"): _("Closed at midday until"),
    (r.Record, "additional_details"): _("More about the office"),
    (r.Telephone, "use"): _("For"),
    (r.Email, "use"): _("For"),
    (r.Email, "is_functional"): _("It belongs to a post, not to a person"),
    (r.ContactPoint, "is_primary"): _("The first to turn to"),
    (r.Designation, "is_only_one"): _("Is it the only one of the State for these requests?"),
    (r.Designation, "is_default"): _("Where no rule below decides, requests come here"),
    (r.Designation, "forwards_misdirected"): _("Are requests sent here in error forwarded?"),
    (r.Notification, "is_name_translated"): _(
        "The name is a translation; its original is not known"
    ),
    (r.Notification, "summary"): _("What it says"),
    (r.CompetenceRule, "dimension"): _("What decides"),
    (r.CompetenceRule, "explanation"): _("In words"),
    (r.AcceptedChannel, "acceptance"): _("Requests this way are"),
    (r.AcceptedChannel, "original_to_follow"): _("Must the original follow?"),
    (r.AcceptedChannel, "oral_confirmed_in_writing"): _("Is an oral request confirmed in writing?"),
    (r.LanguageRule, "use"): _("For"),
    (r.LegalRequirement, "availability"): _("Does this cooperation exist?"),
    (r.LegalRequirement, "accepts_drafts"): _("Are drafts of requests looked at beforehand?"),
    (r.LegalBasis, "convention_as_basis"): _("Is the Convention used as the legal basis?"),
    (r.Link, "kind"): _("Leads to"),
    (LocalisedText, "language"): _("Language"),
    (LocalisedText, "translations"): _("In other languages"),
    (Translation, "language"): _("Language"),
}
"""What the form asks in words of its own; everything else is called as comparisons call it."""


def label_of(made: type, name: str) -> str:
    """Return what the form calls a field of a class of records."""
    asked = ASKED.get((made, name)) or FIELD_WORDS.get(f"{made.__name__}.{name}")
    return str(asked or FIELD_WORDS[name])


HINTS: dict[type, dict[str, str]] = {
    r.Record: {
        "websites": _("One to a line, beginning with https://."),
        "languages_of_communication": _("Names in English or codes, with commas: French, es."),
        "lunch_from": _("Only if the office closes at midday."),
    },
    r.StateProfile: {
        "official_languages": _("Names in English or codes, with commas: French, es."),
        "time_zones": _("One to a line, such as Europe/Paris."),
        "recovery_networks": _("One to a line."),
        "cooperation_networks": _("One to a line."),
    },
    r.Telephone: {"number": _("With + and the code of the country.")},
    r.PostalAddress: {"lines": _("One to a line.")},
    r.ContactPoint: {
        "person_name": _("Only if the State wants it shown."),
        "languages": _("Names in English or codes, with commas: French, es."),
    },
    r.Designation: {"valid_until": _("Leave empty while it holds.")},
    r.CompetenceRule: {"values": _("One to a line.")},
    r.LanguageRule: {"languages": _("Names in English or codes, with commas: French, es.")},
    r.LegalRequirement: {
        "request_type": _("Only if this authority asks for something else than its State."),
    },
    r.Notification: {"source": _("Where it can be read: a web address or a reference.")},
}
"""What to write into a field, where its name does not say so."""

ADD: dict[type, str] = {
    r.Telephone: _("Add a number"),
    r.Email: _("Add an address"),
    r.OpeningSpan: _("Add hours"),
    r.ContactPoint: _("Add a contact point"),
    r.Designation: _("Add a designation"),
    r.Provision: _("Add an article"),
    r.CompetenceRule: _("Add a rule"),
    r.AcceptedChannel: _("Add a channel"),
    r.LanguageRule: _("Add languages"),
    r.RequirementItem: _("Add a line"),
    r.Link: _("Add a link"),
    r.Closure: _("Add a day"),
    r.LegalRequirement: _("Add a type of request"),
    r.LegalBasis: _("Add a legal basis"),
    Translation: _("Add a translation"),
}
"""The words of the button that adds a row, by what stands in the row."""
