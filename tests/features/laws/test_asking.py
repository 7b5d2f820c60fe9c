"""Asking for links at real servers of this machine: what is sent, what is read, and how long."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address

import pytest

from cna_directory.laws import asking
from cna_directory.laws.asking import Asker, of_deployment
from cna_directory.laws.rules.life import Answer, LinkLife
from cna_directory.laws.rules.places import Address, address_to_ask
from cna_directory.settings import Mode
from tests.conftest import make_settings

HERE = "127.0.0.1"
ANSWERS = Callable[[str, str], bytes]


@dataclass
class Site:
    """A server of this machine that writes down what it is asked."""

    port: int
    answers: ANSWERS
    asked: list[bytes] = field(default_factory=list)

    @property
    def targets(self) -> list[str]:
        """Return method and target of what it was asked."""
        return [" ".join(one.decode().split(" ", 2)[:2]) for one in self.asked]


def answer_one(
    connection: socket.socket, site: Site, pause: float, is_over: threading.Event
) -> None:
    """Write down what is asked, and answer it."""
    asked = b""
    while b"\r\n\r\n" not in asked and (more := connection.recv(4096)):
        asked += more
    if not asked:
        return
    site.asked.append(asked)
    method, target, _ = asked.decode().split(" ", 2)
    answer = site.answers(method, target)
    for piece in [answer[i : i + 1] for i in range(len(answer))] if pause else [answer]:
        connection.sendall(piece)
        if is_over.wait(pause):
            return


@contextmanager
def a_site(answers: ANSWERS, pause: float = 0) -> Iterator[Site]:
    """Serve: the answer is sent in drops of one byte where there is a pause between them."""
    listening = socket.create_server((HERE, 0))
    listening.settimeout(10)
    site = Site(listening.getsockname()[1], answers)
    is_over = threading.Event()

    def serve() -> None:
        while not is_over.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            # Whoever has gone, or speaks another language than HTTP, gets no answer.
            with connection, suppress(OSError, ValueError):
                answer_one(connection, site, pause, is_over)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield site
    finally:
        is_over.set()
        # Closing alone does not wake a thread that waits for a visitor.
        socket.create_connection((HERE, site.port)).close()
        thread.join()
        listening.close()


def status(line: str, *headers: str) -> bytes:
    return "\r\n".join((f"HTTP/1.1 {line}", *headers, "", "")).encode()


def always(line: str, *headers: str) -> ANSWERS:
    return lambda method, target: status(line, *headers)


def this_machine(found: Sequence[str]) -> Address | None:
    """Allow this machine, on purpose, and no other."""
    return ip_address(HERE) if list(found) == [HERE] else None


def an_asker(site: Site, seconds: float = 5, **options: object) -> Asker:
    values = {
        "resolve": lambda host, port: (HERE,),
        "policy": this_machine,
        "connect_port": lambda port: site.port,
        "seconds": seconds,
    }
    return Asker(**(values | options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "life"),
    [
        ("200 OK", LinkLife.ALIVE),
        ("204 No Content", LinkLife.ALIVE),
        ("401 Unauthorized", LinkLife.ALIVE),
        ("403 Forbidden", LinkLife.ALIVE),
        ("429 Too Many Requests", LinkLife.ALIVE),
        ("404 Not Found", LinkLife.GONE),
        ("410 Gone", LinkLife.GONE),
        ("500 Broken", LinkLife.NO_ANSWER),
        ("503 Away", LinkLife.NO_ANSWER),
        ("302 No place given", LinkLife.NO_ANSWER),
    ],
)
def test_an_answer_says_whether_a_link_lives(line: str, life: LinkLife) -> None:
    with a_site(always(line)) as site:
        assert an_asker(site).ask("http://laws.example/act") == Answer(life, int(line[:3]))


def test_nothing_is_sent_but_the_question() -> None:
    with a_site(always("200 OK", "Set-Cookie: a=b")) as site:
        asker = an_asker(site)
        asker.ask("http://laws.example/act?no=1#part")
        asker.ask("http://laws.example/act?no=1#part")
    assert (
        site.asked
        == [
            b"HEAD /act?no=1 HTTP/1.1\r\nHost: laws.example\r\n"
            b"User-Agent: Directory-of-CNA-link-check\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        ]
        * 2
    )


def test_a_site_that_does_not_know_head_is_asked_by_get() -> None:
    def only_get(method: str, target: str) -> bytes:
        return status("200 OK" if method == "GET" else "405 No")

    def hangs_up(method: str, target: str) -> bytes:
        return status("200 OK") if method == "GET" else b""

    for answers in (only_get, hangs_up):
        with a_site(answers) as site:
            assert an_asker(site).ask("http://laws.example/").life is LinkLife.ALIVE
            assert site.targets == ["HEAD /", "GET /"]


def test_a_lasting_redirect_says_that_the_link_has_moved() -> None:
    def moving(code: str) -> ANSWERS:
        return lambda method, target: (
            status("200 OK") if target == "/new" else status(code, "Location: /new")
        )

    for code, life in (("301 x", LinkLife.MOVED), ("302 x", LinkLife.ALIVE)):
        with a_site(moving(code)) as site:
            assert an_asker(site).ask("http://laws.example/old") == Answer(life, 200)
            assert site.targets == ["HEAD /old", "HEAD /new"]


def test_no_more_than_three_redirects_are_followed() -> None:
    def further(method: str, target: str) -> bytes:
        number = int(target.removeprefix("/"))
        return status("200 OK") if number == 0 else status("302 x", f"Location: /{number - 1}")

    with a_site(further) as site:
        assert an_asker(site).ask("http://laws.example/3").life is LinkLife.ALIVE
        assert an_asker(site).ask("http://laws.example/4").life is LinkLife.NO_ANSWER
        assert site.targets.count("HEAD /1") == 2
        assert "HEAD /0" in site.targets
        assert len(site.asked) == 4 + 4 + 4


@pytest.mark.parametrize(
    "location",
    [
        "http://inside.example/",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://laws.example:8080/",
        "http://user:word@laws.example/",
    ],
)
def test_a_redirect_inwards_is_not_followed(location: str) -> None:
    """Only `laws.example` is allowed here; every other name has the address the policy refuses."""
    names = {"laws.example": HERE, "inside.example": "10.0.0.1"}
    with a_site(always("302 Found", f"Location: {location}")) as site:
        asker = an_asker(site, resolve=lambda host, port: (names.get(host, host),))
        refused = Asker(
            asker.resolve,
            lambda found: this_machine(found) if found[0] == HERE and not site.asked else None,
            asker.connect_port,
        )
        assert refused.ask("http://laws.example/") == Answer(LinkLife.NOT_ALLOWED)
        assert site.targets == ["HEAD /"]


def test_a_name_that_leads_inside_is_never_connected_to() -> None:
    with a_site(always("200 OK")) as site:
        for inside in (["127.0.0.1"], ["::1"], ["93.184.216.34", "127.0.0.1"], []):
            asker = an_asker(site, resolve=lambda host, port, a=inside: a, policy=address_to_ask)
            assert asker.ask("http://laws.example/") == Answer(LinkLife.NOT_ALLOWED)
        assert site.asked == []


def test_a_name_is_looked_up_once_and_its_very_address_is_dialled() -> None:
    """A name that changes its address after the look gains nothing by it."""
    looked_up: list[str] = []

    def changing(host: str, port: int) -> tuple[str, ...]:
        looked_up.append(host)
        return (HERE,) if len(looked_up) == 1 else ("10.0.0.1",)

    with a_site(always("200 OK")) as site:
        assert an_asker(site, resolve=changing).ask("http://laws.example/").life is LinkLife.ALIVE
        assert looked_up == ["laws.example"]


def test_real_names_of_this_machine_are_not_allowed() -> None:
    with a_site(always("200 OK")) as site:
        for url in ("http://localhost/", "http://127.1/", "http://2130706433/", "http://[::1]/"):
            asker = Asker(connect_port=lambda port: site.port)
            assert asker.ask(url).life is LinkLife.NOT_ALLOWED, url
        assert site.asked == []


def test_a_site_that_plays_for_time_is_left() -> None:
    slow = status("200 OK", *(f"X-{n}: {'a' * 50}" for n in range(20)))
    with a_site(lambda method, target: slow, pause=0.05) as site:
        began = time.monotonic()
        answer = an_asker(site, seconds=0.5).ask("http://laws.example/")
        assert answer == Answer(LinkLife.NO_ANSWER)
        assert time.monotonic() - began < 1.5


def test_no_more_than_the_head_of_an_answer_is_read() -> None:
    endless = status("200 OK", *(f"X-{n}: {'a' * 1000}" for n in range(5000)))
    with a_site(lambda method, target: endless) as site:
        assert an_asker(site).ask("http://laws.example/") == Answer(LinkLife.NO_ANSWER)
    body = status("200 OK") + b"x" * 10_000_000
    with a_site(lambda method, target: body) as site:
        assert an_asker(site).ask("http://laws.example/").life is LinkLife.ALIVE


@pytest.mark.parametrize(
    "answer",
    [b"", b"\r\n\r\n", b"nonsense\r\n\r\n", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 999 x\r\n\r\n"],
)
def test_what_is_not_http_is_no_answer(answer: bytes) -> None:
    with a_site(lambda method, target: answer) as site:
        assert an_asker(site).ask("http://laws.example/") == Answer(LinkLife.NO_ANSWER)


def test_interim_answers_are_passed_over_but_not_for_ever() -> None:
    with a_site(lambda m, t: status("103 Early Hints") + status("200 OK")) as site:
        assert an_asker(site).ask("http://laws.example/") == Answer(LinkLife.ALIVE, 200)
    with a_site(lambda m, t: status("100 Continue") * 2000) as site:
        assert an_asker(site).ask("http://laws.example/") == Answer(LinkLife.NO_ANSWER)


def test_nobody_there_and_no_encryption_are_no_answer() -> None:
    with a_site(always("200 OK")) as site:
        hurried = an_asker(site, seconds=0.5)
        assert hurried.ask("https://laws.example/") == Answer(LinkLife.NO_ANSWER)
    with socket.create_server((HERE, 0)) as closed:
        port = closed.getsockname()[1]
    nobody = Asker(lambda host, p: (HERE,), this_machine, lambda p: port)
    assert nobody.ask("http://laws.example/") == Answer(LinkLife.NO_ANSWER)


def test_the_demonstration_has_nobody_who_asks(tmp_path) -> None:
    demonstration = make_settings("sqlite://", tmp_path)
    production = make_settings("sqlite://", tmp_path, Mode.PRODUCTION)
    assert demonstration.check_links
    assert of_deployment(demonstration) is None
    asker = of_deployment(production)
    assert asker == Asker()
    assert asker.resolve is asking.addresses_of
    assert asker.policy is address_to_ask
