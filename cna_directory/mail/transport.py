"""Where mail leaves: a real server, or a list in tests. A transport is a function of one mail."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from email.message import EmailMessage
from functools import cache
from urllib.parse import SplitResult, unquote, urlsplit

from cna_directory.settings import SettingMissing, Settings

Transport = Callable[[EmailMessage], None]

SECONDS_TO_WAIT = 30
FIRST_LASTING_CODE = 500
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class RefusedForGood(Exception):
    """The server says that it will never take this mail."""


class Unreachable(Exception):
    """There is no server to talk to, or it lets nobody in: no other mail would fare better."""


def of_deployment(settings: Settings) -> Transport | None:
    """Return the transport of a deployment; `None` where no mail may ever leave.

    The demonstration holds some real addresses, so nothing is sent from it whatever is configured.
    """
    if settings.is_demonstration or not settings.smtp_url:
        return None
    return smtp(settings.smtp_url)


def memory(sent: list[EmailMessage]) -> Transport:
    """Return a transport that adds each mail to a list."""
    return sent.append


def smtp(address: str) -> Transport:
    """Return a transport to the server at `smtp://`, `smtp+starttls://` or `smtps://`.

    `smtp` takes up encryption where the server offers it and does not need it; `smtp+starttls` and
    any address with a password do need it.

    Raises:
        SettingMissing: the address cannot be used.
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise SettingMissing(
            f"CNA_SMTP_URL must begin with {', '.join(f'{name}://' for name in PORTS)}"
            " and name a host, for example smtps://directory:password@mail.example:465"
        )

    # Reading the certificates of all authorities takes longer than sending a mail.
    context_made_once = cache(ssl.create_default_context)

    def send(mail: EmailMessage) -> None:
        try:
            server = _connection(parts, context_made_once)
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        try:
            with closing(server):
                _hand_over(mail, server)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            if _is_for_good(error):
                raise RefusedForGood(str(error)) from error
            raise

    return send


def _hand_over(mail: EmailMessage, server: smtplib.SMTP) -> None:
    """Send a mail and say goodbye, whose answer says nothing about the mail."""
    try:
        server.send_message(mail)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def _connection(parts: SplitResult, context: Callable[[], ssl.SSLContext]) -> smtplib.SMTP:
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=SECONDS_TO_WAIT, context=context()
        )
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS_TO_WAIT)
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls"):
            server.starttls(context=context())
        elif parts.scheme == "smtp+starttls" or parts.password:
            server.close()
            raise smtplib.SMTPNotSupportedError("the server offers no encryption, which is needed")
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _is_for_good(error: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) -> bool:
    """Say whether the server refused this mail and not merely this try (RFC 5321, 4.2.1).

    A refused password says nothing about the mail and is mended by the operator.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= FIRST_LASTING_CODE for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError | smtplib.SMTPSenderRefused) and (
        error.smtp_code >= FIRST_LASTING_CODE
    )
