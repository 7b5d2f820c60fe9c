"""Answers: a whole page, its fragment for the instant search, or a redirect after a change."""

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response


def page(template: str, status: int = 200, **things: Any) -> Response:
    """Return the page rendered from `templates/pages/<template>.html`."""
    return answer(render_template(f"pages/{template}.html", **things), status)


def answer(words: str, status: int = 200) -> Response:
    """Return a page that is rendered already."""
    response = make_response(words, status)
    response.headers["Vary"] = "HX-Request, Cookie, Accept-Language"
    return response


def wants_fragment() -> bool:
    """Say whether the instant search asks for the results alone.

    Going back in the browser asks for the whole page again and says so.
    """
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


def done(endpoint: str, message: str = "", **values: Any) -> Response:
    """Return to a page after a change, with a sentence that says what was done."""
    if message:
        flash(message)
    return redirect(url_for(endpoint, **values), 303)
