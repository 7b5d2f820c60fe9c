"""What the outbox holds, as those read it who got it."""

import re
from dataclasses import dataclass

from flask import Flask

from tests.features.accounts.visitors import rows


@dataclass(frozen=True)
class Mail:
    """A mail in the outbox."""

    name: str
    recipient: str
    text: str

    @property
    def page(self) -> str:
        """The page that the mail's one link leads to."""
        (link,) = re.findall(r"^https?://[^/\s]+(/\S+)$", self.text, re.MULTILINE)
        return str(link)


def mailbox(app: Flask, name: str = "") -> list[Mail]:
    """Return the mails of a name, or all, but the invitations that every account begins with."""
    found = rows(app, "SELECT message_name, recipient, text FROM outgoing_mail ORDER BY id")
    mails = [Mail(*row) for row in found if row.message_name != "activate_your_account"]
    return [mail for mail in mails if not name or mail.name == name]
