"""How passwords are hashed."""

from threading import Barrier, Event, Lock, Thread

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from cna_directory.accounts import passwords
from cna_directory.errors import TooBusy


@pytest.mark.full_hashes
def test_the_figures_are_those_that_owasp_asks_for_at_least():
    figures = extract_parameters(passwords.hash_password("seven quiet rivers"))
    assert figures.type is Type.ID
    assert figures.memory_cost >= 19 * 1024
    assert figures.time_cost >= 2


@pytest.mark.full_hashes
def test_the_hash_of_nobody_costs_as_much_as_any_other_and_lets_nobody_in():
    own = extract_parameters(passwords.hash_password("seven quiet rivers"))
    assert extract_parameters(passwords.NOBODYS_HASH) == own
    assert not passwords.is_right(None, "")
    assert not passwords.is_right(passwords.NOBODYS_HASH, "seven quiet rivers")


def test_the_same_keys_on_another_machine_give_the_same_password():
    composed, decomposed = "é quiet rivers …", "e\u0301 quiet rivers ..."
    assert passwords.is_right(passwords.hash_password(composed), decomposed)


def test_no_more_than_two_are_hashed_at_once(monkeypatch):
    under_way, most = [], []
    start, pause = Barrier(6), Event()

    class Watching:
        def hash(self, password):
            under_way.append(password)
            most.append(len(under_way))
            pause.wait(0.02)
            under_way.remove(password)
            return ""

    monkeypatch.setattr(passwords, "HASHER", Watching())

    def work(number):
        start.wait()
        passwords.hash_password(str(number))

    threads = [Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 2


class Waiting:
    """Hashes nothing before it is told to."""

    def __init__(self):
        self.begun, self.go_on, self.lock, self.number = Event(), Event(), Lock(), 0

    def hash(self, password):
        with self.lock:
            self.number += 1
        self.begun.set()
        assert self.go_on.wait(10)
        return "made"


def outcomes_of(number, hasher, monkeypatch):
    """Hash at once in so many threads; return what came of them once those turned away are back."""
    monkeypatch.setattr(passwords, "HASHER", hasher)
    outcomes, lock = [], Lock()

    def work():
        try:
            outcome = passwords.hash_password("x")
        except TooBusy:
            outcome = "busy"
        with lock:
            outcomes.append(outcome)

    threads = [Thread(target=work) for _ in range(number)]
    for thread in threads:
        thread.start()
    return threads, outcomes


def test_who_finds_no_place_is_sent_away_at_once_and_the_others_have_their_turn(monkeypatch):
    hasher = Waiting()
    threads, outcomes = outcomes_of(16, hasher, monkeypatch)
    for thread in threads:
        thread.join(0.3)
    assert outcomes == ["busy"] * 6
    assert hasher.number == 2
    hasher.go_on.set()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["busy"] * 6 + ["made"] * 10
    assert passwords.hash_password("x") == "made"


def test_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr(passwords, "LONGEST_WAIT", 0.1)
    hasher = Waiting()
    threads, outcomes = outcomes_of(5, hasher, monkeypatch)
    for thread in threads:
        thread.join(0.5)
    assert outcomes == ["busy"] * 3
    hasher.go_on.set()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["busy"] * 3 + ["made"] * 2
