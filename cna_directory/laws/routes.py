"""National laws with what is known of their life; and for officers the links that are dead."""

from collections.abc import Collection

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint
from cna_directory.laws import queries
from cna_directory.laws.rules.listing import OF_LAW, Law, Wanted, laws_wanted
from cna_directory.reference.queries import Names, names_in
from cna_directory.web.helpers import settings
from cna_directory.web.labels import label
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page
from cna_directory.web.paging import Page, page_number

blueprint = GuardedBlueprint("laws", __name__)

LONGEST_WORDS = 200


@blueprint.get("/laws", needs=Capability.READ_DIRECTORY)
def laws() -> Response:
    """Show the laws, guides and templates that States gave, narrowed as the address says."""
    names, cited = names_in(words_language()), queries.cited_articles()
    types_of = {article.cited: article.request_types for article in cited}
    wanted = _wanted(request.args, names, types_of)
    found = laws_wanted(
        _in_order(queries.laws(), names), wanted, types_of.get(wanted.provision, ())
    )
    shown = Page(page_number(request.args.get("page", "")), len(found))
    on_page = found[shown.offset : shown.offset + shown.per_page]
    return page(
        "laws/laws",
        names=names,
        wanted=wanted,
        laws=on_page,
        lives=queries.lives([law.url for law in on_page]),
        shown=shown,
        articles=_choices_of(cited, names),
        kind_choices=[(kind, label(kind)) for kind in OF_LAW],
        checks_links=settings().asks_for_links,
    )


@blueprint.get("/desk/links", needs=Capability.SEE_DESK)
def dead() -> Response:
    """Show the links that do not answer, by State, so that somebody asks the State for new ones."""
    names = names_in(words_language())
    asked_for = request.args.get("state", "")
    chosen = asked_for if asked_for in names.states else ""
    found = [it for it in queries.dead_links() if not chosen or it.link.state == chosen]
    states = [code for code in names.states if any(it.link.state == code for it in found)]
    return page(
        "laws/dead",
        names=names,
        chosen=chosen,
        by_state={code: [it for it in found if it.link.state == code] for code in states},
        number=len(found),
        checked=queries.how_far_checked(),
        checks_links=settings().asks_for_links,
    )


def _wanted(
    asked: MultiDict[str, str], names: Names, types_of: dict[str, tuple[str, ...]]
) -> Wanted:
    """Return what the address asks for; a code that nothing has asks for nothing."""

    def one_of(name: str, known: Collection[str]) -> str:
        value = asked.get(name, "").strip()
        return value if value in known else ""

    return Wanted(
        words=asked.get("words", "").strip()[:LONGEST_WORDS],
        state=one_of("state", names.states),
        provision=one_of("provision", types_of),
        request_type=one_of("request_type", names.request_types),
        kind=one_of("kind", set(OF_LAW)),
    )


def _in_order(laws: tuple[Law, ...], names: Names) -> tuple[Law, ...]:
    """Return laws by the names of their States in the language of the page."""
    place = {code: position for position, code in enumerate(names.states)}
    return tuple(sorted(laws, key=lambda law: place.get(law.state, len(place))))


def _choices_of(
    cited: tuple[queries.CitedArticle, ...], names: Names
) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    """Return the articles to choose from, under the names of their instruments."""
    language = words_language()
    return tuple(
        (
            name,
            [
                (it.cited, f"{it.cited}: {it.subjects.get(language) or it.subjects['en']}")
                for it in cited
                if it.instrument == code
            ],
        )
        for code, name in names.instruments.items()
    )
