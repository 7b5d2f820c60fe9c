"""What may be chosen in the form of a record, with its words in the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from cna_directory.authorities import record as r
from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.reference.queries import Names
from cna_directory.upkeep.rules.filling import NO, UNKNOWN, YES, Values, rows_of
from cna_directory.upkeep.rules.shape import Leaf
from cna_directory.web.labels import LABELS, MEASURES, WEEKDAYS
from cna_directory.web.languages import language_name

Options = dict[str, str]
"""Words by value, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the directory knows around a record: what its form may name."""

    names: Names
    languages: tuple[str, ...]
    """Of the State, then those of the United Nations."""
    time_zones: tuple[str, ...]
    territories: tuple[str, ...]
    authorities: Mapping[int, str]
    """Other live authorities of the State, by number."""
    is_secretariat: bool


def languages_offered(official: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of texts to choose from: those of the State first."""
    return tuple(dict.fromkeys((*official, *INTERFACE_LANGUAGES, UNKNOWN)))


def options(made: type, name: str, leaf: Leaf, values: Values, known: Known) -> Options | None:
    """Return what may be chosen for a field; `None` for a field that is typed."""
    if leaf.kind is r.Visibility and not known.is_secretariat:
        return None
    if words := _words_of_codes(leaf.kind):
        return words
    if leaf.kind is bool:
        return {YES: _("yes"), NO: _("no")} if leaf.is_optional else None
    if name == "contact_post":
        return _posts(values)
    own_words = {
        "sub_measures": {code: str(words) for code, words in MEASURES.items()},
        "time_zone": {zone: zone for zone in known.time_zones},
        "weekday": {str(day): str(words) for day, words in enumerate(WEEKDAYS, 1)},
    }
    return own_words.get(name) or rows_offered(known).get(name)


def rows_offered(known: Known) -> dict[str, Options]:
    """Return what may be chosen of what is rows and not code, by the name of the field."""
    authorities = {str(number): words for number, words in known.authorities.items()}
    return {
        "request_type": known.names.request_types,
        "request_types": known.names.request_types,
        "not_designated": known.names.request_types,
        "instrument": known.names.instruments,
        "territory": {code: known.names.territories[code] for code in known.territories},
        "reports_to": authorities,
        "copy_to": authorities,
        "language": {code: _language(code) for code in known.languages},
    }


def _words_of_codes(kind: type) -> Options:
    """Return the words of the members of an enumeration; nothing for any other kind."""
    return {code: str(words) for code, words in LABELS.get(kind.__name__, {}).items()}


def _posts(values: Values) -> Options:
    numbers = rows_of(values).get("contact_points", ())
    posts = (values.get(f"contact_points[{number}].post.text", "") for number in numbers)
    return {post: post for post in posts if post.strip()}


def _language(code: str) -> str:
    return _("not known") if code == UNKNOWN else language_name(code)
