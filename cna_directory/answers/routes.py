"""The question "which authority receives this type of request in that State?", and its answer."""

from typing import Any
from urllib.parse import quote

from flask import redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.answers import queries, rules
from cna_directory.answers.queries import Answer, Case
from cna_directory.answers.rules import Asked
from cna_directory.authorities.record import CompetenceDimension
from cna_directory.reference.queries import Names, known_states, names_in
from cna_directory.reports.queries import flags_of_all
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page

blueprint = GuardedBlueprint("answers", __name__)

TYPED = "typed"
"""What an address calls the name from which the State was guessed; the page says so."""

MOST_IN_FULL = 3
"""Receivers of which a page says everything; of more, it names each and leads to its page."""

MOST_LISTED = 8
"""Receivers, and others, that a page names; of the rest it says how many, and where they are."""


@blueprint.get("/question", needs=Capability.READ_DIRECTORY)
def question() -> Response:
    """Lead to the answer, or ask for the half of the question that is missing."""
    names = names_in(words_language())
    asked = _asked(request.args.get("state", ""), request.args.get("request_type", ""), names)
    sender = queries.state_that_asks(request.args.get(rules.SENDER, ""))
    kept: dict[str, Any] = {rules.SENDER: sender} if sender else {}
    if asked.is_whole:
        return redirect(
            url_for(
                "answers.answer",
                iso2=asked.state,
                request_type=asked.request_type,
                **kept,
                **_as_typed(asked, names),
            )
        )
    if asked.state:
        return page(
            "answers/which_type",
            names=names,
            asked=asked,
            counts=queries.counts_by_request_type(asked.state),
            kept=kept,
            of_state=kept | _as_typed(asked, names),
        )
    if asked.request_type and not asked.unknown_state:
        return page(
            "answers/which_state",
            names=names,
            asked=asked,
            counts=queries.counts_by_state(asked.request_type),
            regions=queries.states_by_region(),
            kept=kept,
        )
    return page("answers/question", names=names, asked=asked, kept=kept)


@blueprint.get(
    "/answers/<string:iso2>/<string:request_type>",
    needs=Capability.READ_DIRECTORY,
    subject=queries.case_of,
)
def answer(subject: Case) -> Response:
    """Show which authority receives the request, by what is known of the case."""
    typed, guessed = request.args.get(rules.SENDER, ""), request.args.get(TYPED, "")
    named = queries.state_that_asks(typed)
    found = queries.answer_to(
        subject.state,
        subject.request_type,
        rules.facts_in(request.args),
        named or current_actor().state,
        most=MOST_LISTED,
    )
    names = names_in(words_language())
    return page(
        "answers/nobody" if found.nobody else "answers/answer",
        answer=found,
        flags=flags_of_all([it.number for it in found.receivers]),
        names=names,
        unknown_sender="" if named else typed.strip()[: rules.LONGEST_NAME],
        most_in_full=MOST_IN_FULL,
        mail_link=_mail_link(found, names),
        answered=rules.value_of_answer,
        asked=_asked(guessed, "", names) if guessed else Asked(),
        on_other_matters=queries.on_other_matters(found.treaties),
    )


def _as_typed(asked: Asked, names: Names) -> dict[str, Any]:
    """Return what an address says of how the State was typed."""
    said: dict[str, Any] = {TYPED: asked.guessed_from} if asked.guessed_from else {}
    if asked.place and asked.place.territory in names.territories:
        # Whoever names a territory need not be asked which one the case concerns.
        territory = asked.place.territory
        said |= rules.value_of_answer(CompetenceDimension.TERRITORY, territory, is_state=False)
    return said


def _asked(state: str, request_type: str, names: Names) -> Asked:
    return rules.understand(
        state, request_type, states=known_states(), request_types=names.request_types
    )


def _mail_link(found: Answer, names: Names) -> str:
    """Return a link that writes a mail with the page's address; nothing of a record leaves in it."""
    case = found.case
    said: dict[str, Any] = dict(
        rules.as_values(found.known, found.sender.iso2 if found.sender else "")
    )
    address = settings().base_url + url_for(
        "answers.answer", iso2=case.state, request_type=case.request_type, **said
    )
    subject = gettext(
        "%(request_type)s: %(state)s",
        request_type=names.request_types[case.request_type],
        state=names.states[case.state],
    )
    return f"mailto:?subject={quote(subject)}&body={quote(address)}"
