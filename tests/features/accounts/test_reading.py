"""How many pages each account reads."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from structlog.testing import capture_logs

from cna_directory import clock
from cna_directory.accounts import reading
from cna_directory.settings import PROJECT_FOLDER
from tests.features.accounts.visitors import an_account, browser_at, change, rows

NUMBERS = "SELECT account_id, number FROM pages_read ORDER BY account_id, day"


def reader_of(app, account_id):
    browser = browser_at(app)
    browser.let_in(account_id)
    return browser


def test_pages_are_counted_in_memory_and_written_once_a_minute(app):
    account_id = an_account(app)
    browser = reader_of(app, account_id)
    for _ in range(5):
        browser.get("/account")
    assert rows(app, NUMBERS) == []
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        browser.get("/account")
        assert rows(app, NUMBERS) == [(account_id, 6)]
        browser.get("/account")
        assert rows(app, NUMBERS) == [(account_id, 6)]
    with time_machine.travel(clock.now() + timedelta(seconds=130)):
        browser.get("/account")
    assert rows(app, NUMBERS) == [(account_id, 8)]


def test_what_is_no_page_or_not_for_the_account_does_not_count(app):
    account_id = an_account(app)
    browser = reader_of(app, account_id)
    for address in ("/no-such-page", "/healthz/live", "/static/cna.css", "/account/sessions/1/end"):
        browser.get(address).close()
    browser_at(app).get("/sign-in")
    reading.write_at_end(app)
    assert rows(app, NUMBERS) == []


def test_each_day_has_a_number_of_its_own(app):
    account_id = an_account(app)
    with time_machine.travel("2026-11-22 23:59:50Z", tick=False):
        browser = reader_of(app, account_id)
        browser.get("/account")
    with time_machine.travel("2026-11-23 00:00:10Z", tick=False):
        browser.get("/account")
    reading.write_at_end(app)
    assert rows(app, NUMBERS) == [(account_id, 1), (account_id, 1)]


def test_what_cannot_be_written_breaks_no_page_and_is_written_later(app):
    account_id = an_account(app)
    browser = reader_of(app, account_id)
    browser.get("/account")
    change(app, "ALTER TABLE pages_read RENAME TO pages_read_away")
    with time_machine.travel(clock.now() + timedelta(seconds=61)), capture_logs() as logs:
        assert browser.get("/account").status_code == 200
    assert [entry["event"] for entry in logs] == ["pages read were not written"]
    change(app, "ALTER TABLE pages_read_away RENAME TO pages_read")
    reading.write_at_end(app)
    assert rows(app, NUMBERS) == [(account_id, 2)]


def test_no_page_is_lost_or_counted_twice_by_threads(app):
    account_id = an_account(app)
    now, pages = clock.now(), app.extensions["pages_being_read"]
    written = []

    def read():
        for _ in range(500):
            pages.count(account_id, now)
            if _ % 50 == 0:
                written.append(sum(pages.take(now).values()))

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(written) + sum(pages.take(now).values()) == 8 * 500


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_a_server_that_is_told_to_stop_writes_what_is_left(app, settings):
    account_id = an_account(app)
    cookie = reader_of(app, account_id).get_cookie("directory")
    port = free_port()
    environment = os.environ | {
        "CNA_MODE": "demonstration",
        "CNA_DATABASE_URL": settings.database_url,
        "CNA_DATA_DIR": str(settings.data_folder),
        "CNA_SECRET_KEY": settings.secret_key,
        "CNA_BASE_URL": f"http://localhost:{port}",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "cna_directory", "serve", "--port", str(port)],
        cwd=PROJECT_FOLDER,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = urllib.request.Request(
            f"http://localhost:{port}/account",
            headers={"Cookie": f"directory={cookie.value}"},
        )
        assert opened(page) == 200
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    assert rows(app, NUMBERS) == [(account_id, 1)]


def opened(page):
    for _ in range(150):
        try:
            with urllib.request.urlopen(page) as answer:
                return answer.status
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server does not answer")
