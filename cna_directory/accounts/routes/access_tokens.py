"""Pages on which one makes and ends access tokens for one's own programs."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.access_tokens import AccessTokenForm
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.rules.access_tokens import LONGEST_LIFE, MOST_OPEN, TokenState
from cna_directory.accounts.words import SCOPE_NAMES, TOKEN_STATE_NAMES
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.get("/account/tokens", needs=Capability.KEEP_ACCESS_TOKENS)
def access_tokens() -> Response:
    """Show one's own tokens."""
    return page(
        "accounts/access_tokens",
        tokens=queries.access_tokens_of(_own_number()),
        is_open=TokenState.OPEN,
        scope_names=SCOPE_NAMES,
        state_names=TOKEN_STATE_NAMES,
        most=MOST_OPEN,
    )


@blueprint.route(
    "/account/tokens/new",
    methods=("GET", "POST"),
    needs=Capability.KEEP_ACCESS_TOKENS,
    is_fresh=True,
)
def new_access_token() -> Response:
    """Make a token; it stands in the answer to the form and never anywhere again."""
    form = AccessTokenForm()
    if form.validate_on_submit():
        with form.reporting():
            token = operations.make_access_token(
                current_actor(), form.wanted_by(_own_number()), settings=settings()
            )
            return page("accounts/access_token_made", token=token)
    return page(
        "accounts/new_access_token",
        form.status,
        form=form,
        longest=LONGEST_LIFE,
        scope_names=[(scope.value, name) for scope, name in SCOPE_NAMES.items()],
    )


@blueprint.post(
    "/account/tokens/<int(max=999999999):token_id>/end",
    needs=Capability.KEEP_ACCESS_TOKENS,
    subject=queries.access_token_owner,
)
def end_access_token(subject: queries.TokenOwner) -> Response:
    """End a token of one's own; no second factor, because ending it must be quick."""
    operations.end_access_token(current_actor(), subject)
    return done("accounts.access_tokens", _("The token has ended. Its program is refused now."))


def _own_number() -> int:
    return current_actor().account_id or 0
