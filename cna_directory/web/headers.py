"""The headers that every answer carries, whatever it is."""

from collections.abc import Callable
from wsgiref.headers import Headers

from flask import Flask, after_this_request, request
from werkzeug.wrappers import Response

from cna_directory.web.reports import PLACE, PLACE_NAME

POLICY_OF_RESULTS = "results"
"""The one policy under which text becomes elements: `finding.js` makes it for what this site answered
to the instant search. No other may be made, and none is made on other pages."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        f"trusted-types {POLICY_OF_RESULTS}",
        f"report-to {PLACE_NAME}",
        f"report-uri {PLACE}",  # For browsers that do not know `report-to` yet.
    )
)

PERMISSIONS = ", ".join(  # noqa: FLY002 - a line for each feature reads better.
    (
        "camera=()",
        "geolocation=()",
        "microphone=()",
        "payment=()",
        "usb=()",
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Reporting-Endpoints": f'{PLACE_NAME}="{PLACE}"',
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Where a browser sends no fetch metadata, its Referer says which site a form came from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"
NOTHING_KEPT = "no-store"
LEFT_BEHIND = '"cache", "storage"'
"""What a browser forgets on signing out. Its cookies stay: the chosen language is there, and the mark
by which the next sign-in is not taken for that of a new browser; the session's own is ended anyway."""


def headers_of_every_answer(*, is_https: bool) -> dict[str, str]:
    """Return the headers that no answer goes without."""
    return HEADERS | ({"Strict-Transport-Security": STRICT_TRANSPORT} if is_https else {})


def for_static_files(*, is_https: bool) -> Callable[[Headers, str, str], None]:
    """Return what adds the headers to a static file, which the application is never asked for."""
    headers = headers_of_every_answer(is_https=is_https)

    def add_headers(answer: Headers, path: str, address: str) -> None:
        for name, value in headers.items():
            answer[name] = value

    return add_headers


def leave_nothing_behind() -> None:
    """Let the answer to this request tell the browser to forget the pages of this site.

    Else whoever uses the machine next could go back to them.
    """

    @after_this_request
    def add_header(response: Response) -> Response:
        response.headers["Clear-Site-Data"] = LEFT_BEHIND
        return response


def install(app: Flask, *, is_https: bool) -> None:
    """Add the headers to every answer of `app`, error pages included."""
    headers = headers_of_every_answer(is_https=is_https)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(headers)
        if request.endpoint != "static" or response.status_code >= 400:
            # Records are for those who are signed in: nothing may keep them.
            response.headers["Cache-Control"] = NOTHING_KEPT
        return response
