"""Pages of followers: what I follow, how often I am told, and the link that ends it."""

from urllib.parse import parse_qs

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, Proof, current_actor
from cna_directory.finder.catalogue import catalogue_now
from cna_directory.finder.queries import search, understood
from cna_directory.finder.rules import Facet
from cna_directory.following import operations, queries
from cna_directory.following.forms import EndingForm, FollowForm, FrequencyForm
from cna_directory.following.operations import Wish
from cna_directory.following.queries import Followed, StoppingLink
from cna_directory.following.rules import LONGEST_SEARCH, search_as_text
from cna_directory.following.standing import FollowedKind, Frequency
from cna_directory.following.words import FREQUENCY_NAMES, KIND_NAMES, followed_name
from cna_directory.reference.queries import names_in
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page

blueprint = GuardedBlueprint("following", __name__)
blueprint.add_app_template_filter(followed_name)

ONE = "/account/following/<int(max=999999999):following_id>"
FAR_TOO_LONG = 4 * LONGEST_SEARCH


@blueprint.get("/account/following", needs=Capability.FOLLOW)
def list_() -> Response:
    """Show what the account follows."""
    return page(
        "following/list",
        followings=queries.followings_of(current_actor().account_id or 0),
        frequencies=FREQUENCY_NAMES,
        kinds=KIND_NAMES,
        names=names_in(words_language()),
    )


@blueprint.route("/account/following/new", methods=("GET", "POST"), needs=Capability.FOLLOW)
def begin() -> Response:
    """Ask how often to tell of a State, a type of request or a search, and follow it."""
    form = FollowForm(
        kind=request.args.get("kind", ""),
        followed=request.args.get("followed", ""),
        frequency=Frequency.DAILY.value,
    )
    form.offer()
    kind, followed = form.chosen_kind, _understood(form.chosen_kind, form.followed.data or "")
    if form.validate_on_submit():
        with form.reporting():
            wish = Wish(current_actor().account_id or 0, kind, followed, form.chosen)
            operations.follow(current_actor(), wish)
            return done("following.list_", _("You are told by mail when something changes."))
    return page(
        "following/begin",
        form.status,
        form=form,
        kind=kind,
        followed=followed,
        kinds=KIND_NAMES,
        names=names_in(words_language()),
    )


@blueprint.route(
    f"{ONE}/frequency",
    methods=("GET", "POST"),
    needs=Capability.FOLLOW,
    subject=queries.following,
)
def change(subject: Followed) -> Response:
    """Change how often a follower is told."""
    form = FrequencyForm(frequency=subject.frequency.value)
    form.offer()
    if form.validate_on_submit() and form.chosen is not None:
        operations.change_frequency(current_actor(), subject, frequency=form.chosen)
        return done("following.list_", _("You are told as often as you chose."))
    return page("following/change", form=form, it=subject, names=names_in(words_language()))


@blueprint.post(f"{ONE}/end", needs=Capability.FOLLOW, subject=queries.following)
def end(subject: Followed) -> Response:
    """End something followed."""
    operations.end_following(current_actor(), subject)
    return done("following.list_", _("You are told nothing of it any more."))


@blueprint.get(
    "/stop-following/<string:token>",
    needs=Capability.STOP_FOLLOWING,
    subject=queries.stopping_link,
    endpoint="ask_to_stop",
    always_open=True,
)
def ask_to_stop(subject: StoppingLink) -> Response:
    """Ask before ending: a mail scanner opens every link and must not end anything."""
    names = names_in(words_language())
    return page("following/stop", form=EndingForm(), link=subject, names=names)


@blueprint.post(
    "/stop-following/<string:token>",
    needs=Capability.STOP_FOLLOWING,
    subject=queries.stopping_link,
    proof=Proof.ADDRESS_SECRET,
    always_open=True,
)
def stop(subject: StoppingLink) -> Response:
    """End it; a mail program sends this too, by RFC 8058, when its reader asks."""
    operations.stop_by_link(current_actor(), subject)
    return page("following/stopped")


def _understood(kind: FollowedKind | None, typed: str) -> str:
    """Return what there is to follow, as it is kept; nothing where there is no such thing."""
    names = names_in(words_language())
    if kind is FollowedKind.STATE:
        return typed.upper() if typed.upper() in names.states else ""
    if kind is FollowedKind.REQUEST_TYPE:
        return typed if typed in names.request_types else ""
    return _search(typed) if kind is FollowedKind.SEARCH else ""


def _search(typed: str) -> str:
    """Return a search as its page understands it, in the one way in which it is kept."""
    values = parse_qs(typed[:FAR_TOO_LONG].removeprefix("?"), max_num_fields=None)
    catalogue = catalogue_now()
    asked = understood(
        catalogue,
        text=values.get("q", [""])[0],
        state=values.get("state", [""])[0],
        chosen={facet: values[facet.value] for facet in Facet if facet.value in values},
    ).query
    if asked.is_empty:
        return ""
    # Words that stand for a State and a type of request are kept as what they stand for.
    return search_as_text(search(catalogue, asked, 1, language=words_language()).query)
