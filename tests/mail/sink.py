"""A real SMTP server on loopback that does as it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKE = "250 taken"
CUT = "cut"
"""Takes the mail and cuts the line before it says so."""
GOODBYE = "221 bye"


class Sink:
    """Answers each mail by the next of its answers, and takes all that come after them."""

    def __init__(self, *answers: str, goodbye: str = GOODBYE) -> None:
        """Remember what to answer."""
        self.answers = list(answers)
        self.goodbye = goodbye
        self.taken: list[EmailMessage] = []
        self.tries = 0
        self.port = 0

    @property
    def url(self) -> str:
        """Return the address as a setting holds it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name.
        """Answer a mail."""
        self.tries += 1
        answer = self.answers.pop(0) if self.answers else TAKE
        if answer in {TAKE, CUT}:
            content = cast("bytes", envelope.content)
            mail: Any = message_from_bytes(content, policy=policy.default)
            self.taken.append(mail)
        if answer == CUT:
            cast("Any", server).transport.abort()
        return answer

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name.
        """Answer the end of a visit."""
        if self.goodbye == CUT:
            cast("Any", server).transport.abort()
        return self.goodbye


class OnAnyPort(Controller):
    """A server on a port that the system chooses, so that tests run side by side."""

    def _trigger_server(self) -> None:
        self.port = cast("Any", self.server).sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def listening(*answers: str, goodbye: str = GOODBYE) -> Iterator[Sink]:
    """Open a server that gives these answers, on a port that the system chooses."""
    sink = Sink(*answers, goodbye=goodbye)
    controller = OnAnyPort(sink, hostname="127.0.0.1", port=0)
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()
