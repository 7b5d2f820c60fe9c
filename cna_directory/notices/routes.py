"""Pages that everybody may read, also while something else is asked of an account."""

from datetime import date

from flask import Response, abort
from werkzeug.wrappers import Response as Answer

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint
from cna_directory.notices.queries import help_page
from cna_directory.notices.rules import (
    PLACE_OF_SECURITY_TXT,
    HelpPage,
    help_pages,
    security_txt,
)
from cna_directory.notices.words import HELP_TITLES
from cna_directory.terms import CURRENT_TERMS
from cna_directory.web.helpers import settings
from cna_directory.web.pages import page

blueprint = GuardedBlueprint("notices", "cna_directory.notices")


@blueprint.get("/terms", needs=Capability.VISIT, always_open=True)
def terms() -> Answer:
    """Show the terms of use that hold, with the month since which they do."""
    return page("notices/terms", since=date.fromisoformat(f"{CURRENT_TERMS}-01"))


@blueprint.get("/privacy", needs=Capability.VISIT, always_open=True)
def privacy() -> Answer:
    """Show what is kept about people, why, for how long, and who sees it."""
    return page("notices/privacy")


@blueprint.get("/accessibility", needs=Capability.VISIT, always_open=True)
def accessibility() -> Answer:
    """Show how accessible the site is, how that was checked, and what is missing."""
    return page("notices/accessibility")


@blueprint.get("/help", needs=Capability.VISIT, always_open=True, endpoint="help")
def list_help() -> Answer:
    """Show whom there is help for."""
    return page("notices/help", pages=help_pages(), titles=HELP_TITLES)


@blueprint.get("/help/<string:place>", needs=Capability.VISIT, subject=help_page, always_open=True)
def help_for(subject: HelpPage) -> Answer:
    """Show how the tasks of one role are done."""
    return page(
        f"notices/help/{subject.role.value}", title=HELP_TITLES[subject.role], titles=HELP_TITLES
    )


@blueprint.get(
    PLACE_OF_SECURITY_TXT, needs=Capability.VISIT, always_open=True, endpoint="security_txt"
)
def show_security_txt() -> Response:
    """Say how weaknesses of the site are reported, where the deployment names somebody."""
    if not settings().security_contact:
        abort(404)
    text = security_txt(settings().security_contact, settings().base_url, clock.now())
    return Response(text, mimetype="text/plain")


@blueprint.get("/robots.txt", needs=Capability.VISIT, always_open=True)
def robots() -> Response:
    """Keep search engines out: what is here is for accounts."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
