"""What holders say about their own account: terms, post, preferences."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import queries
from cna_directory.accounts.operations.links import place_of
from cna_directory.audit.actions import Action
from cna_directory.errors import Problem
from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.operation import note, operation, require
from cna_directory.terms import CURRENT_TERMS


@operation(Action.TERMS_ACCEPTED, needs=Capability.MANAGE_OWN_ACCOUNT)
def accept_terms(actor: Actor) -> None:
    """Accept the terms of use that hold now."""
    account = queries.account_of(actor, for_update=True)
    account.terms_version, account.terms_accepted_at = CURRENT_TERMS, clock.now()
    note(subject=place_of(account), version=CURRENT_TERMS)


@operation(Action.POST_CONFIRMED, needs=Capability.MANAGE_OWN_ACCOUNT)
def confirm_post(actor: Actor) -> None:
    """Say that one is still in post."""
    account = queries.account_of(actor, for_update=True)
    account.post_confirmed_at, account.post_asked_at = clock.now(), None
    note(subject=place_of(account))


@operation(Action.PREFERENCES_CHANGED, needs=Capability.MANAGE_OWN_ACCOUNT)
def change_preferences(actor: Actor, *, language: str) -> None:
    """Choose the language of one's mails.

    Raises:
        RuleBroken: the interface does not have the language.
    """
    if language not in INTERFACE_LANGUAGES:
        require([Problem("language", "Choose one of the languages in the list.")])
    account = queries.account_of(actor, for_update=True)
    account.language = language
    note(subject=place_of(account))
