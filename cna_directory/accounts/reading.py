"""How much each account reads: counted in memory, written down once a minute.

A page counts once, and so does an answer to a program; a list for programs counts as many as it
holds.

Writing each page down would make every reading a writing. What a process that is killed has not
written is lost, which is at most the count of a minute.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from threading import Lock

import structlog
from flask import Flask, Response, current_app, g, request

from cna_directory import clock
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations
from cna_directory.database import db

log = structlog.get_logger()

WRITTEN_EVERY = timedelta(minutes=1)
PAGES = "text/html"


class PagesBeingRead:
    """The pages that were read and not written down yet."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._lock = Lock()
        self._numbers: Counter[tuple[int, date]] = Counter()
        self._taken_at = clock.now()

    def count(self, account_id: int, now: datetime, number: int = 1) -> None:
        """Count one page, or so many records."""
        with self._lock:
            self._numbers[account_id, now.date()] += number

    def pending(self, account_id: int, day: date) -> int:
        """Return how much of an account's reading on a day is not written down yet."""
        with self._lock:
            return self._numbers[account_id, day]

    def is_due(self, now: datetime) -> bool:
        """Say whether there is something to write that has waited long enough."""
        with self._lock:
            # A clock that was put back must not keep the numbers waiting for it to catch up.
            return bool(self._numbers) and abs(now - self._taken_at) >= WRITTEN_EVERY

    def take(self, now: datetime) -> dict[tuple[int, date], int]:
        """Hand over the numbers, each to one taker, and begin anew."""
        with self._lock:
            taken, self._numbers = self._numbers, Counter()
            self._taken_at = now
            return dict(taken)

    def put_back(self, taken: dict[tuple[int, date], int]) -> None:
        """Take numbers back that could not be written."""
        with self._lock:
            self._numbers.update(taken)


def install(app: Flask) -> None:
    """Count the pages that `app` serves to accounts, and write the numbers down when it is time."""
    pages = app.extensions["pages_being_read"] = PagesBeingRead()

    @app.after_request
    def count(response: Response) -> Response:
        actor = current_actor()
        is_page = request.method == "GET" and response.mimetype == PAGES
        is_read = actor.is_program or (is_page and response.status_code == 200)
        if actor.account_id is not None and is_read:
            number = g.get("records_read", 1) if response.status_code == 200 else 1
            pages.count(actor.account_id, clock.now(), number)
        return response

    @app.teardown_request
    def write_if_due(error: BaseException | None) -> None:
        if pages.is_due(clock.now()):
            write(app)


def pages_being_read() -> PagesBeingRead:
    """Return what this process counts."""
    pages: PagesBeingRead = current_app.extensions["pages_being_read"]
    return pages


def count_records(number: int) -> None:
    """Say how many records the answer to this request of a program holds; an empty one counts too."""
    g.records_read = max(number, 1)


def write(app: Flask) -> None:
    """Write down what was read since the last time; what goes wrong is logged and tried again."""
    pages: PagesBeingRead = app.extensions["pages_being_read"]
    if not (taken := pages.take(clock.now())):
        return
    try:
        operations.add_pages_read(taken)
    except Exception as error:  # noqa: BLE001 - whatever it is, no page may fail for it.
        pages.put_back(taken)
        log.error("pages read were not written", why=type(error).__name__)  # noqa: TRY400


def write_at_end(app: Flask) -> None:
    """Write down what is left; called when the process ends."""
    with app.app_context():
        write(app)
        db.session.remove()
