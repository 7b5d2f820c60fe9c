"""The words of facets and of their values, in the language of the page."""

from collections.abc import Callable, Mapping
from functools import cache

from flask_babel import lazy_gettext as _

from cna_directory.authorities.record import ChannelRoute, ConventionAsBasis, ProvenanceKind
from cna_directory.finder.rules import Facet
from cna_directory.finder.rules.values import (
    DAY_AND_NIGHT,
    IF_AGREED,
    NO,
    NOT_CONFIRMED,
    NOT_STATED,
    YES,
)
from cna_directory.reference.queries import Names
from cna_directory.web.labels import region_name
from cna_directory.web.languages import language_name, words_language

FACETS = {
    Facet.REQUEST_TYPE: _("Type of request"),
    Facet.REGION: _("Region"),
    Facet.INSTRUMENT: _("Treaty"),
    Facet.LANGUAGE: _("Language accepted"),
    Facet.CHANNEL: _("Channel"),
    Facet.INTERPOL: _("Through INTERPOL"),
    Facet.LEGAL_BASIS: _("Treaty as legal basis"),
    Facet.URGENT: _("Urgent requests"),
    Facet.CONFIRMED: _("Confirmed"),
    Facet.PROVENANCE: _("Where it comes from"),
}

SHORT_TYPES = {
    "mla": _("Legal assistance"),
    "extradition": _("Extradition"),
    "transfer": _("Sentenced persons"),
    "drugs_sea": _("Drugs at sea"),
    "migrants_sea": _("Migrants at sea"),
    "firearms": _("Firearms"),
    "cultural_property": _("Cultural property"),
    "prevention": _("Prevention"),
    "corruption_prevention": _("Anti-corruption"),
    "asset_recovery": _("Asset recovery"),
}
"""What the search calls request types; their whole names would fill the lines and the boxes."""

_INTERPOL = {
    YES: _("yes"),
    IF_AGREED: _("if agreed beforehand"),
    NO: _("no"),
    NOT_STATED: _("not stated"),
}
_LEGAL_BASES = {
    ConventionAsBasis.YES: _("yes"),
    ConventionAsBasis.NO: _("no"),
    ConventionAsBasis.ONLY_IF_NO_OTHER_TREATY: _("if there is no other treaty"),
    ConventionAsBasis.NOT_REQUIRED: _("no treaty needed"),
    NOT_STATED: _("not stated"),
}
_CONFIRMED = {
    "3_months": _("within 3 months"),
    "6_months": _("within 6 months"),
    "12_months": _("within 12 months"),
    NOT_CONFIRMED: _("not in time, or never"),
}
_PROVENANCE = {
    ProvenanceKind.STATE: _("Given by the State"),
    ProvenanceKind.HISTORIC: _("Historic notification"),
    ProvenanceKind.MADE_UP: _("Made up"),
}
_CHANNELS = {
    ChannelRoute.DIRECT: _("Direct"),
    ChannelRoute.DIPLOMATIC: _("Diplomatic"),
    ChannelRoute.INTERPOL: _("INTERPOL"),
    ChannelRoute.OTHER_NETWORK: _("Another network"),
    ChannelRoute.SECURE_PLATFORM: _("Secure platform"),
}
_URGENT = {DAY_AND_NIGHT: _("reached day and night")}


def facet_name(facet: Facet) -> str:
    """Return the words of a facet."""
    return _facet_name(facet, words_language())


def short_type(code: str, names: Names) -> str:
    """Return what a line of a list calls a request type."""
    return _short_type(code, words_language()) or names.request_types[code]


def value_name(facet: Facet, value: str, names: Names) -> str:
    """Return the words of a value of a facet."""
    if facet is Facet.REQUEST_TYPE:
        return short_type(value, names)
    if facet is Facet.INSTRUMENT:
        return names.instruments[value]
    return _value_name(facet, value, words_language())


# A page of results says a hundred of these, so each is looked up once for a language, which is always
# that of the page.


@cache
def _facet_name(facet: Facet, language: str) -> str:
    return str(FACETS[facet])


@cache
def _short_type(code: str, language: str) -> str:
    return str(SHORT_TYPES.get(code, ""))


@cache
def _value_name(facet: Facet, value: str, language: str) -> str:
    return str(_NAMING[facet](value))


_NAMING: Mapping[Facet, Callable[[str], object]] = {
    Facet.REGION: region_name,
    Facet.LANGUAGE: language_name,
    Facet.CHANNEL: lambda value: _CHANNELS[ChannelRoute(value)],
    Facet.INTERPOL: _INTERPOL.__getitem__,
    Facet.LEGAL_BASIS: lambda value: _LEGAL_BASES[value],
    Facet.URGENT: _URGENT.__getitem__,
    Facet.CONFIRMED: _CONFIRMED.__getitem__,
    Facet.PROVENANCE: lambda value: _PROVENANCE[ProvenanceKind(value)],
}
