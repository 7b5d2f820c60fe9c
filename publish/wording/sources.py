"""Where the words of a label were read, for those that are not our own.

A label that stands here is printed as its source has it; one that does not is our own translation.
"""

from collections.abc import Mapping

CLEARING_HOUSE = "Label files of the Biosafety Clearing-House and the ABS Clearing-House (CBD)"
PRINTED_EDITION = "Wording of the printed directory ST/NAR.5/2011/2"
WEB_PAGES = "Web pages of the UNODC directory"
OFFICIAL_JOURNAL = "Titles of articles in the Spanish official journal (BOE)"
TREATY_FRENCH = "Wording of treaties in French"
TREATY_TITLES = "Titles of the conventions in this language; not compared with the authentic texts"

_ENGLISH: Mapping[str, str] = {
    "title.part_i": PRINTED_EDITION,
    **dict.fromkeys(
        (
            "label.accepted_languages",
            "label.areas_of_assistance",
            "label.legal_basis_uncac",
            "label.legal_basis_untoc",
            "label.templates",
            "request_type.asset_recovery",
            "request_type.cultural_property",
            "request_type.drugs_sea",
            "request_type.extradition",
            "request_type.firearms",
            "request_type.migrants_sea",
            "request_type.mla",
            "request_type.prevention",
            "request_type.transfer",
        ),
        WEB_PAGES,
    ),
    **dict.fromkeys(
        (
            "label.additional_contact",
            "label.additional_information",
            "label.attachments",
            "label.city",
            "label.contact_details",
            "label.general_information",
            "label.postal_code",
            "label.responsibilities",
        ),
        CLEARING_HOUSE,
    ),
}

_IN_BOTH: Mapping[str, str] = dict.fromkeys(
    (
        "label.additional_contact",
        "label.additional_information",
        "label.area_of_jurisdiction",
        "label.attachments",
        "label.city",
        "label.contact_details",
        "label.email",
        "label.fax",
        "label.general_information",
        "label.person_name",
        "label.postal_code",
        "label.responsibilities",
        "label.state_or_province",
        "label.telephone",
        "label.website",
    ),
    CLEARING_HOUSE,
)

_FRENCH: Mapping[str, str] = {
    **_IN_BOTH,
    "title.part_i": PRINTED_EDITION,
    "label.designated_under": PRINTED_EDITION,
    "request_type.mla": PRINTED_EDITION,
    "request_type.transfer": PRINTED_EDITION,
    **dict.fromkeys(
        ("label.channels", "label.interpol", "label.urgent_case", "mode.urgent"), TREATY_FRENCH
    ),
}

_SPANISH: Mapping[str, str] = {
    **_IN_BOTH,
    "title.part_i": PRINTED_EDITION,
    "label.designated_under": PRINTED_EDITION,
    "confirmation.overdue": CLEARING_HOUSE,
    "status.not_confirmed": CLEARING_HOUSE,
    **dict.fromkeys(
        ("request_type.extradition", "request_type.mla", "request_type.transfer"),
        OFFICIAL_JOURNAL,
    ),
}

_FROM_TREATIES: Mapping[str, str] = {
    "title.part_i": TREATY_TITLES,
    "title.part_ii": TREATY_TITLES,
}

SOURCES: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "fr": _FRENCH,
    "es": _SPANISH,
    "ar": _FROM_TREATIES,
    "zh": _FROM_TREATIES,
    "ru": _FROM_TREATIES,
}
"""For each language, the keys whose words come from somewhere, with where that is."""
