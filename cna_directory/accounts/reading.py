"""How many pages each account reads: counted in memory, written down once a minute.

Writing each page down would make every reading a writing. What a process that is killed has not
written is lost, which is at most the count of a minute.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from threading import Lock

import structlog
from flask import Flask, Response, request

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

    def count(self, account_id: int, now: datetime) -> None:
        """Count one page."""
        with self._lock:
            self._numbers[account_id, now.date()] += 1

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
        account_id = current_actor().account_id
        is_page = request.method == "GET" and response.mimetype == PAGES
        if account_id is not None and is_page and response.status_code == 200:
            pages.count(account_id, clock.now())
        return response

    @app.teardown_request
    def write_if_due(error: BaseException | None) -> None:
        if pages.is_due(clock.now()):
            write(app)


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
