"""How passwords are hashed."""

from threading import Barrier, Event, Thread

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from cna_directory.accounts import passwords


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
