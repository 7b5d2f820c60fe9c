"""Every unsafe request carries its proof; a route that needs none says so when it is registered."""

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

from cna_directory.access.guard import POLICIES, SAFE_METHODS, Proof
from cna_directory.errors import AccessRefused

protection = CSRFProtect()


def install(app: Flask) -> None:
    """Check the proof of unsafe requests after the guard let them through."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protection.init_app(app)
    app.before_request(check_proof)
    app.jinja_env.globals["csrf_token"] = generate_csrf


def check_proof() -> None:
    """Refuse an unsafe request from another site, or without the token of its form."""
    if request.method in SAFE_METHODS or request.endpoint is None:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise AccessRefused(
            "This form was sent from another site; open the page here and try again."
        )
    policy = POLICIES.get(request.endpoint)
    if policy is None or policy.proof is Proof.FORM_TOKEN:
        protection.protect()
