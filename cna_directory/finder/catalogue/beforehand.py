"""Making the catalogue when a process begins, so that the first who searches need not wait for it."""

from threading import Thread

import structlog
from flask import Flask

from cna_directory.finder.catalogue.kept import catalogue_now

log = structlog.get_logger()


def make_catalogue_beforehand(app: Flask) -> Thread:
    """Begin to make the catalogue of an application's database, in a thread of its own.

    Whoever searches before it is done waits for the same one. Where it cannot be made, as before the
    tables are there, that is logged, and the first who searches makes it.
    """
    thread = Thread(target=_make, args=(app,), name="catalogue")
    thread.start()
    return thread


def _make(app: Flask) -> None:
    try:
        with app.app_context():
            catalogue_now()
    except Exception as error:  # noqa: BLE001 - whatever it is, the process serves all the same.
        log.warning("the catalogue was not made beforehand", why=type(error).__name__)
