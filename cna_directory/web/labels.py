"""The words of the coded values of records, by the name of their class and their value.

A test compares these with the classes, so that no value reaches a page without words.
"""

import re
from enum import StrEnum

from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _

LABELS = {
    "AuthorityKind": {
        "ministry_of_justice": _("Ministry of justice"),
        "ministry_of_foreign_affairs": _("Ministry of foreign affairs"),
        "ministry_of_interior": _("Ministry of the interior"),
        "prosecution": _("Prosecution service"),
        "court": _("Court"),
        "police": _("Police"),
        "customs": _("Customs"),
        "maritime": _("Coast guard or maritime authority"),
        "anti_corruption": _("Anti-corruption body"),
        "financial_intelligence": _("Financial intelligence unit"),
        "asset_recovery": _("Asset recovery office"),
        "culture": _("Authority for culture and heritage"),
        "other": _("Other authority"),
    },
    "DesignationRole": {
        "central_authority": _("Central authority"),
        "competent_authority": _("Competent authority"),
        "focal_point": _("Focal point"),
        "single_point_of_contact": _("Single point of contact"),
        "prevention_authority": _("Prevention authority"),
    },
    "Capacity": {
        "receives": _("receives requests"),
        "executes": _("executes requests"),
        "transmits": _("transmits requests for execution"),
        "sends": _("sends its own State’s requests"),
    },
    "ChannelRoute": {
        "direct": _("Direct between authorities"),
        "diplomatic": _("Diplomatic channels"),
        "interpol": _("INTERPOL"),
        "other_network": _("Another network"),
        "secure_platform": _("Secure platform"),
    },
    "Acceptance": {
        "required": _("required"),
        "accepted": _("accepted"),
        "accepted_if_agreed": _("accepted if agreed beforehand"),
        "not_accepted": _("not accepted"),
        "unknown": _("not stated"),
    },
    "RequestForm": {
        "post": _("post"),
        "courier": _("courier"),
        "fax": _("fax"),
        "email": _("e-mail"),
        "email_encrypted": _("encrypted e-mail"),
        "platform": _("electronic platform"),
        "oral": _("oral request"),
        "in_person": _("in person"),
    },
    "Need": {
        "not_needed": _("not needed"),
        "preferred": _("preferred"),
        "required": _("required"),
        "apostille": _("apostille suffices"),
    },
    "LanguageUse": {
        "normal": _("Normal cases"),
        "urgent": _("Urgent cases"),
        "communication": _("Communication"),
        "annexes": _("Annexed documents"),
    },
    "LanguageBasis": {
        "official": _("official language"),
        "accepted": _("accepted"),
        "courtesy_translation": _("with a courtesy translation"),
        "certified_translation": _("with a certified translation"),
    },
    "DualCriminality": {
        "required": _("Required"),
        "not_required": _("Not required"),
        "in_part": _("Required in part"),
        "discretionary": _("Discretionary"),
    },
    "Availability": {
        "applicable": _("Available"),
        "not_applicable": _("Not available"),
        "to_a_certain_extent": _("Available to a certain extent"),
    },
    "AppliesTo": {
        "all": _("in all cases"),
        "person_charged": _("for a person charged"),
        "person_sentenced": _("for a person sentenced"),
    },
    "ConventionAsBasis": {
        "yes": _("Yes: the Convention is used as the legal basis"),
        "no": _("No: the Convention is not used as the legal basis"),
        "only_if_no_other_treaty": _("Only where no other treaty applies"),
        "not_required": _("Not needed: domestic law does not ask for a treaty"),
        "unknown": _("Not stated"),
    },
    "LinkKind": {
        "national_law": _("National law"),
        "website": _("Website"),
        "guide": _("Guide"),
        "template": _("Template"),
        "depositary_notification": _("Depositary notification"),
        "network": _("Page of a network"),
        "treaty_text": _("Text of the treaty"),
    },
    "NotificationKind": {
        "depositary_notification": _("Depositary notification"),
        "note_verbale": _("Note verbale"),
        "letter": _("Letter"),
        "form": _("Form"),
        "email": _("E-mail"),
    },
    "ConfirmationMeans": {
        "account": _("through the State’s account"),
        "note_verbale": _("by note verbale"),
        "form": _("by form"),
    },
    "ConfirmationState": {
        "confirmed": _("Confirmed"),
        "due": _("Confirmation due"),
        "not_confirmed": _("Not confirmed"),
    },
    "CompetenceDimension": {
        "offence": _("Offence"),
        "sub_measure": _("Measure requested"),
        "stage": _("Stage of proceedings"),
        "territory": _("Territory"),
        "requesting_state": _("Requesting State or region"),
        "instrument": _("Treaty"),
        "urgency": _("Urgency"),
        "value": _("Value"),
        "other": _("Other"),
    },
    "CompetenceOperator": {
        "is": _("is"),
        "is_not": _("is not"),
        "in": _("is one of"),
    },
    "Origin": {
        "state": _("given by the State"),
        "secretariat": _("translated by the secretariat"),
        "unofficial": _("unofficial translation"),
        "machine_draft": _("machine translation, not checked"),
    },
    "Urgency": {"normal": _("Normal cases"), "urgent": _("Urgent cases")},
    "NumberUse": {
        "switchboard": _("switchboard"),
        "service": _("the service"),
        "urgent": _("urgent requests"),
    },
    "ProvenanceKind": {
        "state": _("given by the State"),
        "historic": _("from a historic notification"),
        "made_up": _("made up"),
    },
    "RecordStatus": {
        "live": _("in the directory"),
        "superseded": _("ended, with a successor"),
        "withdrawn": _("ended"),
    },
    "RequirementPart": {
        "information": _("what the request says"),
        "documentation": _("what comes with it"),
    },
    "Visibility": {
        "all_accounts": _("everybody with an account"),
        "secretariat": _("the secretariat alone"),
    },
}
"""Class of the value -> value -> words."""

MEASURES = {
    "evidence_or_statements": _("taking evidence or statements"),
    "service_of_documents": _("service of judicial documents"),
    "search_seizure_freezing": _("searches, seizures and freezing"),
    "examination_of_objects_and_sites": _("examining objects and sites"),
    "information_and_expert_evaluations": _(
        "information, evidentiary items and expert evaluations"
    ),
    "documents_and_records": _("originals or certified copies of documents and records"),
    "tracing_of_proceeds": _("identifying or tracing proceeds, property and instrumentalities"),
    "voluntary_appearance": _("voluntary appearance of persons"),
    "other_assistance": _("any other assistance"),
    "transfer_of_proceedings": _("transfer of criminal proceedings"),
    "video_conference": _("hearing by video conference"),
    "joint_investigation": _("joint investigations"),
    "controlled_delivery": _("controlled delivery"),
    "data_preservation": _("expedited preservation of stored data"),
    "stored_data": _("access to stored data"),
    "traffic_data": _("real-time collection of traffic data"),
    "provisional_arrest": _("provisional arrest"),
    "person_charged": _("request for a person charged"),
    "person_sentenced": _("request for a person sentenced"),
    "simplified_procedure": _("simplified procedure"),
    "transit": _("transit"),
    "registry_or_flag": _("confirming registry or the right to fly the flag"),
    "boarding_and_measures": _("authorizing boarding, search or other measures"),
    "assistance": _("requesting assistance"),
}
"""The words of sub-measures, which are rows; one without words here is shown by its code."""

CASES = {
    "offence": {
        "corruption": _("corruption"),
        "money_laundering": _("money laundering"),
    },
    "stage": {"before_trial": _("before trial")},
    "urgency": {"normal": _("a normal case"), "urgent": _("an urgent case")},
    "other": {"person_under_18": _("the person is under 18")},
}
"""The words of what competence rules compare a case with, by dimension; the rest are rows."""

AMOUNT = re.compile(r"(above|below)_(\d{1,15})(?:_([A-Z]{3}))?")
"""A sum in a competence rule, with its currency where the State gave one: `above_1000000_EUR`."""

TREATY_ACTIONS = {
    "ratification": _("ratification"),
    "accession": _("accession"),
    "acceptance": _("acceptance"),
    "approval": _("approval"),
    "formal confirmation": _("formal confirmation"),
    "succession": _("succession"),
}
"""The words of what made a State a party, as the rows of parties have it."""

REGIONS = {
    "Africa": _("Africa"),
    "Americas": _("Americas"),
    "Asia": _("Asia"),
    "Europe": _("Europe"),
    "Oceania": _("Oceania"),
}
"""The regions of the United Nations, as the rows of States have them."""

SUB_REGIONS = {
    "Australia and New Zealand": _("Australia and New Zealand"),
    "Central Asia": _("Central Asia"),
    "Eastern Asia": _("Eastern Asia"),
    "Eastern Europe": _("Eastern Europe"),
    "Latin America and the Caribbean": _("Latin America and the Caribbean"),
    "Melanesia": _("Melanesia"),
    "Micronesia": _("Micronesia"),
    "Northern Africa": _("Northern Africa"),
    "Northern America": _("Northern America"),
    "Northern Europe": _("Northern Europe"),
    "Polynesia": _("Polynesia"),
    "South-eastern Asia": _("South-eastern Asia"),
    "Southern Asia": _("Southern Asia"),
    "Southern Europe": _("Southern Europe"),
    "Sub-Saharan Africa": _("Sub-Saharan Africa"),
    "Western Asia": _("Western Asia"),
    "Western Europe": _("Western Europe"),
}
"""The parts of regions, as the rows of States have them; competence rules may name one."""

WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


CONFIRMED_BY = {
    "focal point": _("focal point"),
    "permanent mission": _("permanent mission"),
    "authority": _("authority"),
}
"""In which role a State confirms its records; what an older record says otherwise stays as it is."""


def confirmed_by(role: str) -> str:
    """Return the words of the role in which a record was confirmed."""
    return str(CONFIRMED_BY.get(role, role))


def label(value: StrEnum) -> str:
    """Return the words of a coded value."""
    return str(LABELS[type(value).__name__][value.value])


def measure(code: str) -> str:
    """Return the words of a sub-measure."""
    return str(MEASURES.get(code, code.replace("_", " ")))


def case_words(code: str, dimension: str) -> str:
    """Return the words of what a competence rule compares a case with; a State's own words stay."""
    if words := CASES.get(dimension, {}).get(code):
        return str(words)
    if sum_named := AMOUNT.fullmatch(code):
        return _amount(*sum_named.groups(default=""))
    return code.replace("_", " ")


def _amount(side: str, number: str, currency: str) -> str:
    # The code of the currency and not its sign, because many share a sign.
    written = " ".join(filter(None, (currency, str(format_decimal(int(number))))))
    if side == "above":
        return str(gettext("above %(amount)s", amount=written))
    return str(gettext("below %(amount)s", amount=written))


def treaty_action(code: str) -> str:
    """Return the words of what a State did to become a party."""
    return str(TREATY_ACTIONS.get(code, code))


def weekday(number: int) -> str:
    """Return the name of a weekday, 1 for Monday."""
    return str(WEEKDAYS[number - 1])


def region_name(region: str) -> str:
    """Return the name of a region of the United Nations, or of a part of one."""
    return str(REGIONS.get(region) or SUB_REGIONS.get(region, region))
