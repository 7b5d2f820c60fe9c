"""What somebody follows, and how often, in words."""

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from cna_directory.finder.rules import Facet
from cna_directory.following.rules import search_from_text
from cna_directory.following.standing import FollowedKind, Frequency
from cna_directory.reference.queries import Names

FREQUENCY_NAMES = {
    Frequency.AT_ONCE: _("at once"),
    Frequency.DAILY: _("once a day"),
    Frequency.WEEKLY: _("once a week"),
}

KIND_NAMES = {
    FollowedKind.STATE: _("State"),
    FollowedKind.REQUEST_TYPE: _("Type of request"),
    FollowedKind.SEARCH: _("Search"),
}


def followed_name(kind: FollowedKind, followed: str, names: Names) -> str:
    """Return what is followed in words: a State, a type of request, or what a search asks for."""
    if kind is FollowedKind.STATE:
        return names.states.get(followed, followed)
    if kind is FollowedKind.REQUEST_TYPE:
        return names.request_types.get(followed, followed)
    return _search_name(followed, names)


def _search_name(followed: str, names: Names) -> str:
    query = search_from_text(followed)
    said = [f"“{' '.join(query.words)}”"] if query.words else []
    said += [names.states.get(query.state, query.state)] if query.state else []
    further = 0
    for facet, values in query.chosen:
        by_code = {
            Facet.REQUEST_TYPE: names.request_types,
            Facet.INSTRUMENT: names.instruments,
        }.get(facet)
        if by_code is None:
            further += len(values)
        else:
            said += [by_code.get(value, value) for value in values]
    if further:
        said.append(str(ngettext("%(num)d more choice", "%(num)d more choices", further)))
    return ", ".join(said)
