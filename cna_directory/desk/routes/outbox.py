"""The outbox: what waits, failed or was sent, and keeping it back."""

from flask import request
from flask_babel import gettext
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.desk.forms import GoOnForm, PauseForm
from cna_directory.desk.routes.blueprint import blueprint
from cna_directory.desk.rules.health import pieces_of, subject_named
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.mail.operations import pause_mail, resume_mail, try_again, try_all_again
from cna_directory.mail.queries import (
    MailWithText,
    PostedMail,
    count_by_status,
    mail_with_text,
    outbox,
    pauses,
    posted_mail,
    status_named,
)
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page
from cna_directory.web.paging import Page, page_number

MAILS_PER_PAGE = 50
ANNOUNCEMENTS = "edition_available"
"""The mails that an officer may have to keep back: many, and none of them urgent."""


@blueprint.get("/desk/outbox", needs=Capability.SEE_OUTBOX)
def mails() -> Response:
    """Show the mails that wait, failed or were sent, without their texts."""
    status = status_named(request.args.get("status", ""))
    about = subject_named(request.args.get("about", ""))
    counts = count_by_status(about)
    total = counts[status] if status else sum(counts.values())
    shown = Page(page_number(request.args.get("page", "")), total, MAILS_PER_PAGE)
    return page(
        "desk/mails",
        counts=counts,
        chosen=status,
        about=about,
        mails=outbox(status, about=about, offset=shown.offset, most=MAILS_PER_PAGE),
        shown=shown,
        pauses=pauses(),
    )


@blueprint.route(
    "/desk/outbox/pause", methods=("GET", "POST"), needs=Capability.PAUSE_MAIL, is_fresh=True
)
def pause() -> Response:
    """Keep the announcements of editions from going out."""
    form = PauseForm()
    if form.validate_on_submit():
        with form.reporting():
            pause_mail(current_actor(), ANNOUNCEMENTS, reason=form.reason.data or "")
            return done(
                "desk.mails", gettext("The announcements of editions wait until they are let go.")
            )
    return page("desk/pause_mail", form.status, form=form)


@blueprint.post("/desk/outbox/resume", needs=Capability.PAUSE_MAIL)
def resume() -> Response:
    """Let the announcements of editions go out again."""
    resume_mail(current_actor(), ANNOUNCEMENTS)
    return done("desk.mails", gettext("The announcements of editions go out again."))


@blueprint.post("/desk/outbox/again", needs=Capability.PAUSE_MAIL)
def all_again() -> Response:
    """Let every mail that was given up be tried once more."""
    try_all_again(current_actor())
    return done("desk.mails", gettext("The mails that failed are tried again within a minute."))


@blueprint.post(
    "/desk/outbox/<int(max=999999999):mail_id>/again",
    needs=Capability.PAUSE_MAIL,
    subject=posted_mail,
)
def again(subject: PostedMail) -> Response:
    """Let a mail that was given up be tried once more."""
    form = GoOnForm()
    with form.reporting():
        try_again(current_actor(), subject.id)
        return done("desk.mails", gettext("The mail is tried again within a minute."))
    return done("desk.mails", gettext("This mail is sent already, or it will be tried by itself."))


@blueprint.get(
    "/desk/outbox/<int(max=999999999):mail_id>",
    needs=Capability.SEE_OUTBOX,
    subject=mail_with_text,
)
def mail(subject: MailWithText) -> Response:
    """Show the text of a mail, in the demonstration alone: it may hold a one-time link."""
    if not settings().is_demonstration:
        raise NotFound(NO_SUCH_PAGE)
    pieces = tuple(pieces_of(subject.text, settings().base_url))
    return page("desk/mail", mail=subject.posted, pieces=pieces)
