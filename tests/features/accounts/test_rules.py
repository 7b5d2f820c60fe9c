"""What is decided about passwords, limits, sessions and addresses."""

from datetime import UTC, datetime, timedelta

import pytest

from cna_directory.access.roles import Role
from cna_directory.accounts.rules import passwords, sign_in_limits
from cna_directory.accounts.rules.addresses import (
    is_local_path,
    is_loopback,
    normalised_address,
    problems_with_new_address,
)
from cna_directory.accounts.rules.passwords import problems_with_password
from cna_directory.accounts.rules.sessions import browser_in_words, is_session_over
from cna_directory.accounts.rules.sign_in_limits import FailedTries, judge_sign_in
from cna_directory.accounts.rules.standing import next_status, problems_with_invitation
from cna_directory.accounts.standing import AccountStatus, AccountStep
from cna_directory.limits import counted_address

EMAIL = "anna.kowalska@justice.example"
ABOUT = ("Legal adviser", "Apostolic Nunciature", "Holy See", "Saint-Siège")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    [
        "seven quiet rivers",
        "тихие реки за горой",
        "安静的河流在山的后面慢慢流过去了",
        "رودخانه‌های آرام پشت کوه",
        "sông yên tĩnh sau núi",
        "une vache bleue mange du foin",
        "mountain kettle seventeen",
        "1ø¤ß≠→ 4œ®†¥ 9å∂ƒ©",
        "kX#9$!x@%^&zT2~w",
        "mrzkwplqtvbnhgd",
    ],
)
def test_any_long_password_is_taken_whatever_it_is_written_in(password):
    assert problems_with_password(password, EMAIL) == []


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("short but good", "15"),
        ("x" * 129 + "abcdef", "128"),
        ("n" * 100_000, "128"),
        ("passwordpassword1", "guessed"),
        ("anna.kowalska@justice.example", "guessed"),
        ("Ministry of Justice 2026", "guessed"),
        ("UNODC directory 2026", "guessed"),
        ("ababababababababab", "repeats"),
        ("P@ssw0rdP@ssw0rd!", "guessed"),
        ("pass\u200bwordpass\u200bword", "guessed"),
        ("Correct Horse Battery Staple!", "guessed"),
        ("пролетарии всех стран соединяйтесь", "guessed"),
        ("بسم الله الرحمن الرحيم", "guessed"),
        ("qwertyuiopasdfgh", "guessed"),
        ("1qaz2wsx3edc4rfv", "guessed"),
        ("йцукенгшщзфывапр", "guessed"),
        ("x y z w v u t s r q p o n", "guessed"),
        ("a" * 20 + "bcdefghijk", "guessed"),
        ("kX9$zkX9$zkX9$zkX9$z", "guessed"),
        ("adviser, Holy See 2026!", "guessed"),
        ("saint siege 17/3 !!", "guessed"),
    ],
)
def test_a_weak_password_is_refused_with_one_sentence(password, word):
    (problem,) = problems_with_password(password, EMAIL, ABOUT)
    assert problem.field == "password"
    assert word in problem.message


def test_the_sentences_name_the_figures():
    assert (passwords.SHORTEST_PASSWORD, passwords.LONGEST_PASSWORD) == (15, 128)


def test_length_is_counted_in_code_points_after_normalisation():
    assert problems_with_password("éàç" + "mrzkwplqtvbn", EMAIL) == []
    decomposed = "e\u0301a\u0300c\u0327mrzkwplqtvb"  # 17 code points, 14 once composed.
    assert problems_with_password(decomposed, EMAIL)


def test_no_list_word_is_so_short_that_it_occurs_in_any_sentence():
    assert len(passwords.frequent_passwords()) > 900
    assert min(map(len, passwords.frequent_passwords())) >= 2
    short = {w for w in passwords.frequent_passwords() if len(w) < 4 and w.isascii()}
    assert short <= {"god", "man"}


def test_the_list_says_where_it_comes_from():
    head = passwords.FREQUENT.read_text(encoding="utf-8").split("\n\n")[0]
    assert "Provenance:" in head
    assert "Licence:" in head


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("anna@justice.example", None),
        (" Anna@JUSTICE.example ", None),
        ("anna.kowalska@justice.example", "already"),
        ("anna@home.example", "@justice.example"),
        ("anna@justice.example.org", "@justice.example"),
        ("anna@sub.justice.example", "@justice.example"),
        ('"a@justice.example"@home.example', "Enter an e-mail address"),
        ("no address", "Enter an e-mail address"),
    ],
)
def test_an_account_goes_on_only_under_an_address_of_the_same_domain(new, sentence):
    problems = problems_with_new_address(new, EMAIL)
    assert bool(problems) == bool(sentence)
    assert all(sentence in problem.message for problem in problems)


def tries(**counts):
    none = dict.fromkeys(
        ("by_pair", "by_remote_address", "by_account", "by_account_familiar", "overall"), 0
    )
    return FailedTries(**{"is_familiar": False, **none, **counts})


@pytest.mark.parametrize(
    ("failed", "limit"),
    [
        (tries(), None),
        (tries(by_pair=9, by_remote_address=49, by_account=99, overall=999), None),
        (tries(by_pair=10), sign_in_limits.PER_PAIR),
        (tries(by_remote_address=50), sign_in_limits.PER_REMOTE_ADDRESS),
        (tries(by_account=100), sign_in_limits.PER_ACCOUNT),
        (tries(by_account_familiar=100, is_familiar=True), sign_in_limits.PER_FAMILIAR_ACCOUNT),
        (tries(overall=1000), sign_in_limits.OVERALL),
    ],
)
def test_a_limit_stands_from_its_figure_on(failed, limit):
    assert judge_sign_in(failed) is limit


def test_outsiders_cannot_lock_out_somebody_who_signs_in_from_the_usual_place():
    assert judge_sign_in(tries(by_account=5000, by_account_familiar=99, is_familiar=True)) is None
    assert judge_sign_in(tries(by_pair=10, is_familiar=True)) is sign_in_limits.PER_PAIR


@pytest.mark.parametrize(
    ("role", "idle", "absolute"),
    [
        (Role.READER, 30, 12 * 60),
        (Role.AUTHORITY_USER, 30, 12 * 60),
        (Role.FOCAL_POINT, 30, 12 * 60),
        (Role.SECRETARIAT, 15, 8 * 60),
        (Role.ADMINISTRATOR, 15, 8 * 60),
    ],
)
def test_a_session_ends_idle_or_at_last(role, idle, absolute):
    def is_over(created_minutes_ago, seen_minutes_ago):
        return is_session_over(
            role,
            created_at=NOW - timedelta(minutes=created_minutes_ago),
            last_seen_at=NOW - timedelta(minutes=seen_minutes_ago),
            now=NOW,
        )

    assert not is_over(absolute - 1, idle - 1)
    assert is_over(absolute - 1, idle)
    assert is_over(absolute, 0)


def test_a_closed_account_stays_closed_and_only_an_invited_one_is_activated():
    reached = {
        (status, step): next_status(status, step)
        for status in AccountStatus
        for step in AccountStep
    }
    assert {key for key, to in reached.items() if to is AccountStatus.ACTIVE} == {
        (AccountStatus.INVITED, AccountStep.ACTIVATE),
        (AccountStatus.SUSPENDED, AccountStep.RESTORE),
    }
    assert all(reached[AccountStatus.CLOSED, step] is None for step in AccountStep)


@pytest.mark.parametrize("path", ["/", "/search?q=a%20b&state=FR", "/states/FR#mla", "/a//b"])
def test_a_path_of_this_site_is_local(path):
    assert is_local_path(path)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "search",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "/%0d\r\nSet-Cookie: a=b",
    ],
)
def test_an_address_that_may_lead_elsewhere_is_not_local(address):
    assert not is_local_path(address)


def test_loopback_is_this_machine_only():
    assert all(map(is_loopback, ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"]))
    assert not any(map(is_loopback, ["", "localhost", "10.0.0.1", "192.0.2.1", "::ffff:192.0.2.1"]))


@pytest.mark.parametrize(
    ("remote_address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("", ""),
    ],
)
def test_the_limits_count_a_network_of_ipv6_as_one(remote_address, counted):
    assert counted_address(remote_address) == counted


def test_one_mailbox_has_one_address():
    assert normalised_address("  Anna.Kowalska@Justice.EXAMPLE ") == EMAIL
    assert normalised_address("not an address") == "not an address"


def test_an_invitation_says_everything_that_is_wrong():
    found = problems_with_invitation("nobody", Role.FOCAL_POINT, None)
    assert [p.field for p in found] == ["email", "state_iso2"]
    assert [p.field for p in problems_with_invitation(EMAIL, Role.SCHEDULER, None)] == ["role"]
    assert problems_with_invitation(EMAIL, Role.READER, None) == []


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                " Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0"
            ),
            "Edge, Windows",
        ),
        (
            (
                "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko)"
                " Chrome/156.0.0.0 Mobile Safari/537.36"
            ),
            "Chrome, Android",
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15"
                " (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
            ),
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0",
            "Firefox, Linux",
        ),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(user_agent, words):
    assert browser_in_words(user_agent) == words
