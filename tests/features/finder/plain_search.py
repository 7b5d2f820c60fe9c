"""The search in its plainest form, record by record, which the catalogue must agree with."""

from collections.abc import Iterator
from datetime import date, timedelta

from cna_directory.authorities import record as r
from cna_directory.authorities.rules import ConfirmationState, confirmation_state
from cna_directory.finder.rules import Facet, Query
from cna_directory.finder.rules.asking import states_called
from cna_directory.languages import LocalisedText, Origin
from cna_directory.reference.rules import NamesOfStates
from cna_directory.text import forms, is_unspaced, terms

SIX = ("ar", "zh", "en", "fr", "ru", "es")


class PlainSearch:
    """Looks through all records anew for each question."""

    def __init__(
        self,
        records: tuple[r.Record, ...],
        profiles: tuple[r.StateProfile, ...],
        *,
        names: NamesOfStates,
        regions: dict[str, str],
        territories: dict[str, tuple[str, ...]],
        today: date,
    ) -> None:
        """Take everything that there is."""
        self.records = [it for it in records if it.status is r.RecordStatus.LIVE]
        self.bases = {p.state: p.legal_bases for p in profiles}
        self.names = names
        self.regions = regions
        self.territories = territories
        self.today = today
        self._all_terms = {it.number: _terms_of(self._all_texts(it)) for it in self.records}

    def with_words(self, query: Query) -> set[int]:
        """Return the numbers of those that the words find, whatever else is asked."""
        named = states_called(query.words, self.names)
        return {
            it.number
            for it in self.records
            if it.state in named or _has_words(query.words, self._all_terms[it.number])
        }

    def found(self, query: Query) -> set[int]:
        """Return the numbers of those that answer a query."""
        with_words = self.with_words(query)
        return {
            it.number
            for it in self.records
            if it.number in with_words
            and query.state in {"", it.state}
            and (not query.chosen or any(_has(v, query) for v in self._values(it)))
        }

    def place(self, number: int, query: Query) -> int:
        """Return the place of the group in which a found authority is shown."""
        it = next(it for it in self.records if it.number == number)
        if it.state in states_called(query.words, self.names):
            return 0
        return 1 if _has_words(query.words, _terms_of(self._names(it))) else 2

    def _names(self, it: r.Record) -> list[str]:
        places = (it.state, *(d.territory for d in self._valid(it)))
        of_states = (
            name
            for name, states in self.names.phrases.items()
            if it.state in states and not (name.isascii() and len(name) < 3)
        )
        of_territories = (name for place in places for name in self.territories.get(place, ()))
        own = (*_said(it.name), it.name_transliterated, it.acronym)
        return [*own, *of_states, *of_territories]

    def _all_texts(self, it: r.Record) -> list[str]:
        public = [c for c in it.contact_points if c.visibility is r.Visibility.ALL_ACCOUNTS]
        posts = (text for c in public for text in _said(c.post))
        addresses = (
            text
            for a in (it.address, it.visiting_address)
            if a is not None
            for text in (*a.lines, a.city, a.state_or_province, a.postal_code)
        )
        return [*self._names(it), *_said(it.service), *posts, *addresses]

    def _valid(self, it: r.Record) -> list[r.Designation]:
        return [
            d
            for d in it.designations
            if (d.valid_from or date.min) <= self.today <= (d.valid_until or date.max)
            if r.Capacity.RECEIVES in d.capacities or d.capacities == ()
        ]

    def _values(self, it: r.Record) -> Iterator[dict[Facet, set[str]]]:
        """Yield the values of each unit: a valid designation, or the authority without any."""
        of_all = {
            Facet.REGION: {self.regions[it.state]},
            Facet.PROVENANCE: {it.provenance.kind.value},
            Facet.URGENT: {"day_and_night"} if _is_reached_day_and_night(it) else set(),
            Facet.CONFIRMED: self._confirmed(it),
        }
        for designation in self._valid(it):
            yield of_all | self._values_of(designation, it)
        if not self._valid(it):
            yield of_all

    def _values_of(self, d: r.Designation, it: r.Record) -> dict[Facet, set[str]]:
        instruments = {p.instrument for p in d.provisions}
        said = {
            b.convention_as_basis.value
            for b in self.bases.get(it.state, ())
            if b.request_type == d.request_type and b.instrument in instruments
        } - {"unknown"}
        languages = {
            code
            for rule in d.language_rules
            if rule.use is r.LanguageUse.NORMAL
            for code in (*rule.languages, *(SIX if rule.any_official_un_language else ()))
        }
        closed = {r.Acceptance.NOT_ACCEPTED, r.Acceptance.UNKNOWN}
        channels = {
            c.route.value
            for c in d.channels
            if c.urgency is r.Urgency.NORMAL and c.acceptance not in closed
        }
        return {
            Facet.REQUEST_TYPE: {d.request_type},
            Facet.INSTRUMENT: instruments,
            Facet.LANGUAGE: languages,
            Facet.CHANNEL: channels,
            Facet.INTERPOL: {_interpol(d)},
            Facet.LEGAL_BASIS: said or {"not_stated"},
        }

    def _confirmed(self, it: r.Record) -> set[str]:
        state = confirmation_state(it.confirmation, self.today)
        if it.confirmation is None or state is ConfirmationState.NOT_CONFIRMED:
            return {"not_confirmed"}
        # No record of the corpus was confirmed on a day on which the length of months would tell.
        age = self.today - it.confirmation.confirmed_on
        return {f"{months}_months" for months in (3, 6, 12) if age <= timedelta(days=30.4 * months)}


def _terms_of(texts: list[str]) -> set[str]:
    return {term for text in texts for term in terms(text)}


def _has_words(asked: tuple[str, ...], there: set[str]) -> bool:
    return all(
        any(_is_meant(term, other) for other in there) for word in asked for term in terms(word)
    )


def _is_meant(asked: str, there: str) -> bool:
    if is_unspaced(asked):
        return is_unspaced(there) and asked in there
    return any(form.startswith(begin) for form in forms(there) for begin in forms(asked))


def _said(text: LocalisedText | None) -> list[str]:
    if text is None:
        return []
    shown = [t.text for t in text.translations if t.origin is not Origin.MACHINE_DRAFT]
    return [text.text, *shown]


def _has(values: dict[Facet, set[str]], query: Query) -> bool:
    return all(values.get(facet, set()) & set(chosen) for facet, chosen in query.chosen)


def _interpol(d: r.Designation) -> str:
    said = {c.acceptance for c in d.channels if c.route is r.ChannelRoute.INTERPOL}
    for answer, acceptances in (
        ("yes", {r.Acceptance.REQUIRED, r.Acceptance.ACCEPTED}),
        ("if_agreed", {r.Acceptance.ACCEPTED_IF_AGREED}),
        ("no", {r.Acceptance.NOT_ACCEPTED}),
    ):
        if said & acceptances:
            return answer
    return "not_stated"


def _is_reached_day_and_night(it: r.Record) -> bool:
    hours = [t.hours for t in it.telephones if t.use is r.NumberUse.URGENT]
    for post in it.contact_points:
        if post.visibility is r.Visibility.ALL_ACCOUNTS:
            is_urgent = post.is_for_urgent
            hours += [post.hours] if is_urgent else []
            hours += [t.hours for t in post.telephones if is_urgent or t.use is r.NumberUse.URGENT]
    return bool({"24/7", "24 hours"} & set(hours))
