"""Every error becomes an answer here, once: a page that says what to do next."""

import uuid
from http import HTTPStatus

import structlog
from flask import Flask, Response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException, SecurityError

from cna_directory.errors import DirectoryError
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


def install(app: Flask) -> None:
    """Map the errors of the house, of the framework, and the unknown ones."""
    app.register_error_handler(DirectoryError, _directory_error)
    app.register_error_handler(NoResultFound, lambda error: _page(404, ""))
    app.register_error_handler(CSRFError, lambda error: _page(400, ""))
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unknown_error)


def _directory_error(error: DirectoryError) -> tuple[str, int]:
    if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unknown_error(error)
    return _page(error.status, str(error))


def _foreign_host(error: SecurityError) -> Response:
    """Answer in plain words: without a trusted host no address of a page can be made."""
    return Response("This host name is not answered here.\n", 400, mimetype="text/plain")


def _http_error(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < HTTPStatus.BAD_REQUEST:
        return error
    return _page(code, "")


def _unknown_error(error: Exception) -> tuple[str, int]:
    reference = uuid.uuid4().hex[:12]
    log.error("unexpected error", reference=reference, exc_info=error)
    return render_template("errors/unexpected.html", reference=reference), 500


def _page(status: int, message: str) -> tuple[str, int]:
    is_theirs = status < HTTPStatus.INTERNAL_SERVER_ERROR
    name = PAGES.get(status, "bad_request" if is_theirs else "unavailable")
    return render_template(f"errors/{name}.html", message=in_words(message)), status
