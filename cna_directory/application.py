"""The application factory: puts the parts together, in one readable order."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from cna_directory import features, logs
from cna_directory.access import guard
from cna_directory.accounts import sign_in
from cna_directory.accounts.what_comes_first import what_comes_first
from cna_directory.audit import recorder
from cna_directory.database import db, prepare_engine
from cna_directory.settings import PROJECT_FOLDER, Settings
from cna_directory.web import csrf, errors, headers, health, helpers, languages
from cna_directory.web.refusals import record_refusal

LONGEST_FORM = 2 * 1024 * 1024
LARGEST_FORM_PART = 512 * 1024


def create_app(settings: Settings) -> Flask:
    """Return the application for one deployment.

    Raises:
        RuntimeError: an endpoint has no policy, or a capability no grant.
    """
    logs.configure()
    app = Flask(__name__, template_folder=str(PROJECT_FOLDER / "templates"))
    app.config.update(_configuration(settings))
    app.extensions["settings"] = settings
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
        recorder.guard_engine(db.engine)
    languages.install(app)
    helpers.install(app)
    errors.install(app)
    headers.install(app, is_https=settings.base_url.startswith("https://"))
    sign_in.install(app)
    callbacks = guard.Callbacks(
        whoever_acts=sign_in.whoever_acts,
        record_refusal=record_refusal,
        what_comes_first=what_comes_first,
    )
    guard.install(app, callbacks)
    csrf.install(app)
    guard.install_what_comes_first(app, callbacks)
    for blueprint in (health.blueprint, *features.blueprints()):
        app.register_blueprint(blueprint)
    guard.seal(app)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(PROJECT_FOLDER / "cna_directory" / "static"),
        prefix="/static/",
        add_headers_function=headers.add_to_static_file,
    )
    # Only the remote address is taken from proxies: host and scheme are those of the settings.
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
        app.wsgi_app, x_for=settings.proxies, x_proto=0
    )
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    is_https = settings.base_url.startswith("https://")
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # An error of the database would else carry e-mail addresses and tokens into the logs.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "TRUSTED_HOSTS": [settings.host_name.split(":", 1)[0]],
        "SESSION_COOKIE_NAME": "__Host-directory" if is_https else "directory",
        "SESSION_COOKIE_SECURE": is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": LONGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM_PART,
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "WTF_CSRF_TIME_LIMIT": None,
    }
