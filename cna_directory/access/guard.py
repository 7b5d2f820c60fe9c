"""The guard of every route: nothing is registered without saying what it needs.

The order is: role, then the subject is loaded, then its bounds, then the view. Role comes first, so
that a visitor cannot learn which numbers exist; what lies out of bounds answers as if it did not
exist. The view receives what the guard loaded, never the number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, Flask, g, redirect, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from cna_directory.access.actors import VISITOR, Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import has_role_for, may
from cna_directory.errors import NO_SUCH_PAGE, AccessRefused, NotFound, TokenWanted

View = TypeVar("View", bound=Callable[..., Any])
Subject = Callable[..., Any]
SAFE_METHODS = frozenset({"GET", "HEAD"})
SECRET_PART = "token"  # noqa: S105 - the name of a part, not a secret.
"""What the part of an address is called that is a secret."""

WANTED = "wanted"
"""Where the cookie keeps an address to come back to that holds a secret."""


class Proof(StrEnum):
    """How an unsafe route knows that its visitor meant it."""

    FORM_TOKEN = "form_token"  # noqa: S105 - the name of a kind of proof, not a secret.
    ADDRESS_SECRET = "address_secret"  # noqa: S105 - as above.
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one endpoint needs."""

    needs: Capability
    subject: Subject | None = None
    proof: Proof = Proof.FORM_TOKEN
    is_fresh: bool = False
    """Whether the visitor must have shown a second factor within the last minutes."""
    always_open: bool = False
    """Whether an account may open it while something else is asked of it, such as new terms."""
    longest_body: int | None = None
    """Bytes that a request may hold; empty for the usual length of a form."""
    has_password: bool = False
    """Whether its form holds a password, which is never kept in a page while something else is
    asked; so it has more time to be filled in."""
    for_programs: bool = False
    """Whether it is for programs: it takes access tokens alone and never a cookie, as all others take
    the cookie alone and never a token."""


POLICIES: dict[str, Policy] = {}
"""The policy of every endpoint of the program by its full name."""


class GuardedBlueprint(Blueprint):
    """A blueprint whose routes cannot be registered without the capability they need."""

    def route(  # type: ignore[override]
        self,
        rule: str,
        *,
        needs: Capability,
        subject: Subject | None = None,
        methods: Sequence[str] = ("GET",),
        proof: Proof = Proof.FORM_TOKEN,
        endpoint: str = "",
        is_fresh: bool = False,
        always_open: bool = False,
        longest_body: int | None = None,
        has_password: bool = False,
        for_programs: bool = False,
    ) -> Callable[[View], View]:
        """Register a view under `rule`.

        `subject` is a query that takes the values of the address and returns what the view works
        on; it raises `NotFound` where there is nothing. The other options are those of `Policy`.
        """

        def register(view: View) -> View:
            name = endpoint or view.__name__
            POLICIES[f"{self.name}.{name}"] = Policy(
                needs,
                subject,
                proof,
                is_fresh,
                always_open,
                longest_body,
                has_password,
                for_programs,
            )
            super(GuardedBlueprint, self).add_url_rule(
                rule, name, view, methods=list(methods), provide_automatic_options=False
            )
            return view

        return register

    def get(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Register a view that only reads."""
        return self.route(rule, methods=("GET",), **options)

    def post(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Register a view that changes something."""
        return self.route(rule, methods=("POST",), **options)

    def add_url_rule(self, *args: Any, **options: Any) -> None:
        """Refuse: a route added here would have no policy."""
        raise TypeError("routes are registered with route(), get() or post() and say needs=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """What the guard asks of the floors above it."""

    whoever_acts: Callable[[], Actor]
    """Returns the actor of the request by its cookie."""
    which_program: Callable[[], Actor]
    """Returns the actor of the request by its access token."""
    record_refusal: Callable[[Actor, str, str], None]
    """Takes an actor with an account, the endpoint, and the capability that was lacking."""
    what_comes_first: Callable[[Policy], Response | None]
    """Returns the page that an account must deal with before this one: new terms, or showing the
    second factor again. It is asked after role, subject, bounds and the proof of the form."""


def install(app: Flask, callbacks: Callbacks) -> None:
    """Put the guard before every request."""
    app.before_request(lambda: _guard(callbacks))


def install_what_comes_first(app: Flask, callbacks: Callbacks) -> None:
    """Put the last question before every request; after the check of the form's proof."""

    def ask() -> Response | None:
        policy = POLICIES.get(request.endpoint or "")
        if policy is None or policy.for_programs or not current_actor().is_signed_in:
            return None
        return callbacks.what_comes_first(policy)

    app.before_request(ask)


def current_actor() -> Actor:
    """Return the actor of this request."""
    actor: Actor = getattr(g, "actor", VISITOR)
    return actor


def is_for_programs() -> bool:
    """Say whether this request asks for something that is for programs alone."""
    policy = POLICIES.get(request.endpoint or "")
    return policy is not None and policy.for_programs


def seal(app: Flask) -> None:
    """Refuse to start with an endpoint that nobody declared."""
    open_endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"}
    if undeclared := sorted(open_endpoints - set(POLICIES)):
        raise RuntimeError(f"endpoints without a policy: {', '.join(undeclared)}")


def _guard(callbacks: Callbacks) -> Response | None:
    is_program = is_for_programs()
    g.actor = callbacks.which_program() if is_program else callbacks.whoever_acts()
    if isinstance(request.routing_exception, HTTPException):
        return None  # Flask answers 404 or 405; there is no view to guard.
    endpoint = request.endpoint or ""
    if endpoint == "static":
        return None
    policy = POLICIES.get(endpoint)
    if policy is None:
        raise AccessRefused("This page has no rule that says who may see it.")
    if policy.longest_body is not None:
        request.max_content_length = policy.longest_body
    if not has_role_for(g.actor, policy.needs):
        if not g.actor.is_signed_in:
            return _ask_who_it_is()
        callbacks.record_refusal(g.actor, endpoint, policy.needs.name)
        raise AccessRefused("Your account does not allow this.")
    if policy.subject is not None:
        subject = policy.subject(**(request.view_args or {}))
        if not may(g.actor, policy.needs, subject):
            raise NotFound(NO_SUCH_PAGE)
        request.view_args = {"subject": subject}
    return None


def _ask_who_it_is() -> Response:
    """Send a visitor to sign in, and back here after it; a program is told to show its token."""
    if is_for_programs():
        raise TokenWanted("Send an access token: Authorization: Bearer cna_…")
    back = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
    return send_before("accounts.sign_in", back)


def send_before(endpoint: str, back: str | None) -> Response:
    """Send to the page that comes before `back`, which says in `next` where to go after it.

    An address that holds a secret is kept in the cookie instead: what stands after the question
    mark is written down in more places than the rest of an address.
    """
    rule = request.url_rule
    if back is not None and rule is not None and SECRET_PART in rule.arguments:
        session[WANTED] = back
        back = None
    return redirect(url_for(endpoint, next=back), 303)
