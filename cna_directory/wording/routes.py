"""The pages on which the words of editions are read, and their review is recorded."""

from flask import request
from flask_babel import gettext
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.web.languages import edition_language_name
from cna_directory.web.pages import done, page
from cna_directory.wording import operations, queries
from cna_directory.wording.forms import ReviewForm, TakeBackForm
from cna_directory.wording.queries import LanguageWording
from cna_directory.wording.rules import Group, narrowed
from cna_directory.wording.words import GROUP_WORDS, STATE_WORDS

blueprint = GuardedBlueprint("wording", __name__, url_prefix="/desk/wording")


@blueprint.get("", needs=Capability.REVIEW_WORDING)
def languages() -> Response:
    """Show how the words of every language stand."""
    return page("wording/languages", languages=_named(queries.languages()), states=STATE_WORDS)


@blueprint.get("/<language>", needs=Capability.REVIEW_WORDING, subject=queries.wording_of)
def words(subject: LanguageWording) -> Response:
    """Show every label, title and note of a language beside English."""
    text, group = request.args.get("q", ""), _group(request.args.get("group", ""))
    found = narrowed(queries.entries_of(subject.language), text, group)
    return page(
        "wording/words",
        wording=subject,
        name=edition_language_name(subject.language),
        states=STATE_WORDS,
        found=found,
        total=sum(len(each.entries) for each in found),
        text=text,
        group=group,
        groups=GROUP_WORDS,
    )


@blueprint.route(
    "/<language>/review",
    methods=("GET", "POST"),
    needs=Capability.REVIEW_WORDING,
    subject=queries.wording_of,
    is_fresh=True,
)
def review(subject: LanguageWording) -> Response:
    """Record who has reviewed the words of a language."""
    form = ReviewForm(seen=subject.wording_hash)
    name = edition_language_name(subject.language)
    if form.validate_on_submit():
        with form.reporting():
            operations.record_review(
                current_actor(),
                subject,
                reviewer=form.reviewer.data or "",
                remarks=form.note.data or "",
                has_read_all=bool(form.has_read_all.data),
                seen=form.seen.data or "",
            )
            return done(
                "wording.languages",
                gettext("Recorded: the wording in %(language)s is reviewed.", language=name),
            )
    return page("wording/review", form.status, form=form, wording=subject, name=name)


@blueprint.route(
    "/<language>/take-back",
    methods=("GET", "POST"),
    needs=Capability.REVIEW_WORDING,
    subject=queries.wording_of,
    is_fresh=True,
)
def take_back(subject: LanguageWording) -> Response:
    """Ask, and then take back that a language was reviewed."""
    form = TakeBackForm()
    name = edition_language_name(subject.language)
    if form.validate_on_submit():
        with form.reporting():
            operations.take_back_review(current_actor(), subject)
            return done(
                "wording.languages",
                gettext("Taken back: the wording in %(language)s is a draft again.", language=name),
            )
    return page("wording/take_back", form.status, form=form, wording=subject, name=name)


def _named(found: tuple[LanguageWording, ...]) -> list[tuple[str, LanguageWording]]:
    return [(edition_language_name(each.language), each) for each in found]


def _group(value: str) -> Group | None:
    return next((group for group in Group if group == value), None)
