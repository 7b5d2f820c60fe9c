"""Every error becomes an answer here, once: a page that says what to do next.

A program gets the same sentence as `application/problem+json` (RFC 9457).
"""

import uuid
from collections.abc import Sequence
from http import HTTPStatus

import structlog
from flask import Flask, Response, json, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException, SecurityError

from cna_directory.errors import (
    DirectoryError,
    Problem,
    RuleBroken,
    TooBusy,
    TooManyAttempts,
)
from cna_directory.web.languages import in_words

log = structlog.get_logger()

PAGES = {
    400: "bad_request",
    403: "refused",
    404: "not_found",
    405: "not_found",
    409: "conflict",
    410: "link_expired",
    413: "too_large",
    422: "rule_broken",
    429: "too_many",
}


FOR_PROGRAMS = "/api/v1"
"""Below this address programs ask, and no page is ever the answer."""

SECONDS_UNTIL_LESS_BUSY = "60"

Answer = tuple[str, int, dict[str, str]]


def install(app: Flask) -> None:
    """Map the errors of the house, of the framework, and the unknown ones."""
    app.register_error_handler(DirectoryError, _directory_error)
    app.register_error_handler(NoResultFound, lambda error: _page(404, ""))
    app.register_error_handler(CSRFError, lambda error: _page(400, ""))
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unknown_error)


def _directory_error(error: DirectoryError) -> Answer:
    if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unknown_error(error)
    problems = error.problems if isinstance(error, RuleBroken) else ()
    page, status, headers = _page(error.status, str(error), problems)
    if isinstance(error, TooManyAttempts) and error.wait is not None:
        headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
    if isinstance(error, TooBusy):
        headers["Retry-After"] = SECONDS_UNTIL_LESS_BUSY
    return page, status, headers


def _foreign_host(error: SecurityError) -> Response:
    """Answer in plain words: without a trusted host no address of a page can be made."""
    return Response("This host name is not answered here.\n", 400, mimetype="text/plain")


def _http_error(error: HTTPException) -> Answer | HTTPException:
    code = error.code or 500
    if code < HTTPStatus.BAD_REQUEST:
        return error
    return _page(code, "")


def _unknown_error(error: Exception) -> Answer:
    reference = uuid.uuid4().hex[:12]
    log.error("unexpected error", reference=reference, exc_info=error)
    if _is_asked_by_program():
        return _problem(500, f"Something went wrong here. Its reference is {reference}.")
    return render_template("errors/unexpected.html", reference=reference), 500, {}


def _page(status: int, message: str, problems: Sequence[Problem] = ()) -> Answer:
    if _is_asked_by_program():
        return _problem(status, message, problems)
    is_theirs = status < HTTPStatus.INTERNAL_SERVER_ERROR
    name = PAGES.get(status, "bad_request" if is_theirs else "unavailable")
    return render_template(f"errors/{name}.html", message=in_words(message)), status, {}


def _is_asked_by_program() -> bool:
    return request.path == FOR_PROGRAMS or request.path.startswith(f"{FOR_PROGRAMS}/")


def _problem(status: int, detail: str, problems: Sequence[Problem] = ()) -> Answer:
    """Return what went wrong as a program reads it; `errors` names the parameters."""
    title = HTTPStatus(status).phrase
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail or title}
    if problems:
        told["errors"] = [{"parameter": p.field, "detail": p.message} for p in problems]
    headers = {"Content-Type": "application/problem+json"}
    if status == HTTPStatus.UNAUTHORIZED:
        is_shown = "Authorization" in request.headers
        reason = ', error="invalid_token"' if is_shown else ""
        headers["WWW-Authenticate"] = f'Bearer realm="directory"{reason}'
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = "GET, HEAD"
    return json.dumps(told), status, headers
