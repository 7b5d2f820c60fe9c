"""A stranger's first day: the demonstration's command, a one-time link, find, read, download."""

import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cna_directory.settings import PROJECT_FOLDER

LINK = re.compile(r"http://localhost:\d+/sign-in/link/\S+")
ROLES = 6
SECONDS_TO_READY = 400


@dataclass
class Demonstration:
    """A demonstration that is being served."""

    process: subprocess.Popen[str]
    summary: dict[str, object]
    links: list[str]
    folder: Path

    @property
    def address(self) -> str:
        return self.links[0].split("/sign-in", 1)[0]


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "cna_directory", "demo", "--json", *options],
        cwd=PROJECT_FOLDER,
        # One language of seven: the others are set in tests of their own.
        env={**os.environ, "CNA_DATA_DIR": str(folder), "CNA_EDITION_LANGUAGES": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ended(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(30)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    folder = tmp_path_factory.mktemp("demonstration")
    with start(folder, "--port", str(free_port())) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        summary = json.loads(process.stdout.readline())
        links: list[str] = []
        while len(links) < ROLES:
            links += LINK.findall(process.stderr.readline())
        yield Demonstration(process, summary, links, folder)
        if process.poll() is None:
            ended(process)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Yield a page of a browser that nobody has signed in with."""
    context = chromium.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def test_the_demonstration_holds_what_it_promises(demonstration: Demonstration) -> None:
    summary = demonstration.summary
    assert summary["authorities"] >= 650
    assert 250 <= summary["authorities_real"] < summary["authorities"]
    assert summary["states"] == 197
    assert summary["request_types"] == 8
    assert re.fullmatch(r"\d{4}/[12]", summary["edition"])
    assert Path(summary["data_dir"]) == demonstration.folder


def test_from_the_link_to_the_edition(demonstration: Demonstration, page: Page) -> None:
    page.goto(demonstration.links[0])
    page.get_by_role("button", name=re.compile("Sign in as")).click()
    page.get_by_label("Type of request").select_option(label="Extradition")
    page.get_by_label("to the State").fill("Brasil")
    page.get_by_role("button", name="Which authority?").click()
    page.wait_for_url("**/answers/BR/extradition*")
    page.locator("main a[href^='/authorities/']").first.click()
    expect(page.get_by_role("heading", name="Contact", exact=True)).to_be_visible()
    expect(page.locator("body")).to_contain_text(re.compile("Made up|Historic"))
    for file_format, beginning in (("PDF", b"%PDF-"), ("RTF", b"{\\rtf1")):
        page.get_by_role("link", name="Editions").click()
        page.get_by_role("link", name="Edition 2026/", exact=False).first.click()
        page.get_by_role("button", name=file_format).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your copy")
        with page.expect_download(timeout=60_000) as download:
            page.get_by_role("link", name="Download your copy").click(timeout=60_000)
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(beginning)
        expect(page.locator("main")).to_contain_text(hashlib.sha256(content).hexdigest())


def test_a_link_works_once(demonstration: Demonstration, page: Page) -> None:
    page.goto(demonstration.links[1])
    page.get_by_role("button", name=re.compile("Sign in as")).click()
    expect(page).to_have_url(demonstration.address + "/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    page.goto(demonstration.links[1])
    expect(page.get_by_role("button", name=re.compile("Sign in as"))).to_have_count(0)


def test_a_second_start_keeps_what_is_there(demonstration: Demonstration) -> None:
    assert ended(demonstration.process) == 0
    again = start(demonstration.folder, "--no-serve")
    out, _ = again.communicate(timeout=SECONDS_TO_READY)
    summary = json.loads(out)
    same = ("authorities", "authorities_real", "states", "edition")
    assert {key: summary[key] for key in same} == {key: demonstration.summary[key] for key in same}
