"""Pages kept as they were rendered, for readers to whom they say the same.

A page of a record is read far more often than the record changes, and rendering it costs ten times as
much as everything else. What is kept holds for one stamp of the catalogue and for one minute, because
pages tell what time it is somewhere; then all of it is forgotten.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock

from flask import Flask, current_app, request, session
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.guard import current_actor
from cna_directory.web.languages import interface_language
from cna_directory.web.pages import answer, wants_fragment

MOST_CHARACTERS = 24 * 1024 * 1024
"""Of all pages that one process keeps; those that nobody asked for longest go first."""

NOT_SHOWN = frozenset({"_user_id", "_fresh", "_id", "csrf_token"})
"""What a cookie holds for one account or browser alone, and no page shows but in its forms."""
SAID_ONCE = "_flashes"

Moment = tuple[int, datetime]
"""The stamp of the catalogue and the minute: a page is the same as long as both are."""


class KeptPages:
    """The pages that one application keeps, each in pieces between which the form token stands."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._lock = Lock()
        self._moment: Moment | None = None
        self._pages: OrderedDict[Hashable, list[str]] = OrderedDict()
        self._characters = 0

    def find(self, moment: Moment, key: Hashable) -> list[str] | None:
        """Return the pieces of a page, if it was kept at this moment."""
        with self._lock:
            if moment != self._moment or key not in self._pages:
                return None
            self._pages.move_to_end(key)
            return self._pages[key]

    def keep(self, moment: Moment, key: Hashable, pieces: list[str]) -> None:
        """Keep the pieces of a page, and forget what is of another moment or too much."""
        with self._lock:
            if moment != self._moment:
                self._pages.clear()
                self._moment, self._characters = moment, 0
            self._forget(key)
            self._pages[key] = pieces
            self._characters += _length(pieces)
            while self._characters > MOST_CHARACTERS:
                self._forget(next(iter(self._pages)))

    def _forget(self, key: Hashable) -> None:
        self._characters -= _length(self._pages.pop(key, []))


def install(app: Flask) -> None:
    """Give an application its own place for pages."""
    app.extensions["kept_pages"] = KeptPages()


def kept_page(stamp: int, make: Callable[[], Response]) -> Response:
    """Return the page that was asked for, made only where it is not kept.

    For pages that say the same to all accounts of one role, State and office, as long as the stamp
    of the catalogue stays. Their forms carry the visitor's own token all the same.
    """
    if SAID_ONCE in session:
        return make()
    pages: KeptPages = current_app.extensions["kept_pages"]
    moment, key = (stamp, clock.now().replace(second=0, microsecond=0)), _key()
    token = generate_csrf()
    pieces = pages.find(moment, key)
    if pieces is not None:
        return answer(token.join(pieces))
    made = make()
    if made.status_code == 200:
        pages.keep(moment, key, made.get_data(as_text=True).split(token))
    return made


def _key() -> Hashable:
    """Return everything but the moment on which a page can depend."""
    actor = current_actor()
    return (
        request.full_path,
        wants_fragment(),
        interface_language(),
        (actor.role, actor.state, actor.authority_number, actor.limited_to),
        tuple(sorted((k, str(v)) for k, v in session.items() if k not in NOT_SHOWN)),
    )


def _length(pieces: list[str]) -> int:
    return sum(map(len, pieces))
