"""The mail that tells of a second factor that came or went."""

from cna_directory import clock
from cna_directory.accounts.messages.moments import moment_in_words
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import FactorChange
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def second_factor_changed(account: Account, change: FactorChange, settings: Settings) -> Message:
    """Tell the holder what was changed and when, and what to do if it was somebody else."""
    return Message(
        "second_factor_changed",
        recipient=account.email,
        language=account.language,
        words={
            "change": change.value,
            "at": moment_in_words(clock.now(), account.language),
            "directory": settings.base_url,
        },
    )
