"""Every unsafe request carries its proof; a route that needs none says so when it is registered.

Besides the token of the form, the browser's own word counts: it says in `Sec-Fetch-Site`, or in
`Origin` or `Referer` where it is older, which site a request came from, and no page can change that.
"""

from urllib.parse import urlsplit

from flask import Flask, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFProtect, generate_csrf

from cna_directory.access.guard import POLICIES, SAFE_METHODS, Proof
from cna_directory.errors import AccessRefused

OF_THIS_SITE = frozenset({"same-origin", "none"})
"""`none` is the visitor's own doing, such as loading a page again; no other site can cause it."""

protection = CSRFProtect()


def install(app: Flask, base_url: str) -> None:
    """Check the proof of unsafe requests after the guard let them through."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    # It would refuse whoever sends no Referer at all; where there is one, it is compared here.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    protection.init_app(app)
    app.before_request(lambda: check_proof(_origin(base_url)))
    app.jinja_env.globals["csrf_token"] = generate_csrf


def check_proof(origin: str) -> None:
    """Refuse an unsafe request from another site than `origin`, or without the token of its form."""
    if request.method in SAFE_METHODS or request.endpoint is None:
        return
    if not _is_of_this_site(origin):
        raise AccessRefused(
            _("This form was sent from another site; open the page here and try again.")
        )
    policy = POLICIES.get(request.endpoint)
    if policy is None or policy.proof is Proof.FORM_TOKEN:
        protection.protect()


def _is_of_this_site(origin: str) -> bool:
    """Say whether nothing tells that the request came from another site."""
    headers = request.headers
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in OF_THIS_SITE
    if "Origin" in headers:
        return headers["Origin"] == origin
    return "Referer" not in headers or _origin(headers["Referer"]) == origin


def _origin(address: str) -> str:
    """Return scheme, host and port of an address; empty if it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
