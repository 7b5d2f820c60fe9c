"""The application factory: puts the parts together, in one readable order."""

import shlex
import stat
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from sqlalchemy.engine import make_url
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from cna_directory import features, logs
from cna_directory.access import guard
from cna_directory.accounts import programs, reading, sign_in
from cna_directory.accounts.what_comes_first import what_comes_first
from cna_directory.audit import recorder
from cna_directory.database import db, prepare_engine
from cna_directory.settings import PROJECT_FOLDER, SettingMissing, Settings
from cna_directory.web import csrf, errors, headers, health, helpers, kept_pages, languages, reports
from cna_directory.web.refusals import record_refusal

LONGEST_FORM = 2 * 1024 * 1024
LARGEST_FORM_PART = 512 * 1024
STATIC_FILES = PROJECT_FOLDER / "cna_directory" / "static"
OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO


def create_app(settings: Settings) -> Flask:
    """Return the application for one deployment.

    Raises:
        RuntimeError: an endpoint has no policy, or a capability no grant.
        SettingMissing: it would not be safe to start in these surroundings.
    """
    logs.configure()
    app = Flask(__name__, template_folder=str(PROJECT_FOLDER / "templates"), static_folder=None)
    refuse_what_is_unsafe(app, settings)
    app.config.update(_configuration(settings))
    app.extensions["settings"] = settings
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
        recorder.guard_engine(db.engine)
    languages.install(app)
    helpers.install(app)
    kept_pages.install(app)
    errors.install(app)
    headers.install(app, is_https=settings.is_https)
    sign_in.install(app)
    reading.install(app)
    programs.install(app)
    callbacks = guard.Callbacks(
        whoever_acts=sign_in.whoever_acts,
        which_program=programs.which_program,
        record_refusal=record_refusal,
        what_comes_first=what_comes_first,
    )
    guard.install(app, callbacks)
    csrf.install(app, settings.base_url)
    guard.install_what_comes_first(app, callbacks)
    for blueprint in (health.blueprint, reports.blueprint, *features.blueprints()):
        app.register_blueprint(blueprint)
    guard.seal(app)
    _serve_static_files(app, is_https=settings.is_https)
    # Only the remote address is taken from proxies: host and scheme are those of the settings.
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
        app.wsgi_app, x_for=settings.proxies, x_proto=0
    )
    return app


def _serve_static_files(app: Flask, *, is_https: bool) -> None:
    """Let WhiteNoise answer for static files; the application keeps their addresses alone.

    Flask would register its own route for them before it is told not to answer OPTIONS.
    """
    app.static_folder = str(STATIC_FILES)
    app.add_url_rule("/static/<path:filename>", "static", app.send_static_file)
    answered_here = app.wsgi_app
    files = WhiteNoise(
        answered_here,
        root=app.static_folder,
        prefix="/static/",
        add_headers_function=headers.for_static_files(is_https=is_https),
    )

    def files_are_only_read(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        is_reading = environ["REQUEST_METHOD"] in guard.SAFE_METHODS
        serve = files if is_reading else answered_here
        answer: Iterable[bytes] = serve(environ, start_response)
        return answer

    app.wsgi_app = files_are_only_read  # type: ignore[method-assign]


def refuse_what_is_unsafe(app: Flask, settings: Settings) -> None:
    """Refuse to start where the surroundings would give away what the program protects.

    Raises:
        SettingMissing: debugging is on, or others on the machine can read the database.
    """
    if app.debug:
        raise SettingMissing(
            "Debugging is on and would show what the program knows to whoever meets an error."
            " Take FLASK_DEBUG out of the environment."
        )
    file = make_url(settings.database_url).database or ""
    is_file = settings.database_url.startswith("sqlite") and Path(file).is_file()
    if is_file and not settings.is_demonstration and Path(file).stat().st_mode & OTHERS_MAY:
        raise SettingMissing(
            f"Others on this machine can read the database. Run: chmod 600 {shlex.quote(file)}"
        )


def _configuration(settings: Settings) -> dict[str, object]:
    is_https = settings.is_https
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
