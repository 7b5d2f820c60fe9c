"""What counts as reviewed: the pure rules, and the record of reviews."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.errors import AccessRefused, EditConflict, NotFound, RuleBroken
from cna_directory.wording import queries, rules
from cna_directory.wording.operations import CHANGED_SINCE, record_review, take_back_review
from cna_directory.wording.rules import Group, Review, ReviewState, narrowed, standing_of
from publish.wording import DRAFTS, EDITION_TITLES, all_words, wording_hash
from tests.features.accounts.visitors import an_account, rows

REVIEWER = "Head of the French section, translation service"


@pytest.fixture
def officer(app: Flask) -> Actor:
    number = an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    return Actor(Role.SECRETARIAT, account_id=number)


def reviewed(officer: Actor, language: str, reviewer: str = REVIEWER) -> None:
    wording = queries.wording_of(language)
    record_review(
        officer,
        wording,
        reviewer=reviewer,
        remarks="",
        has_read_all=True,
        seen=wording.wording_hash,
    )


def new_words(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """Let a title of the language be another one, as a new version of the program may have it."""
    monkeypatch.setitem(EDITION_TITLES, language, EDITION_TITLES[language] + " (2)")
    wording_hash.cache_clear()


@pytest.fixture(autouse=True)
def hashes_of_today():
    yield
    wording_hash.cache_clear()


def a_review(of: str, days_ago: int = 0) -> Review:
    at = datetime(2026, 5, 1, tzinfo=UTC) - timedelta(days=days_ago)
    return Review("fr", of, REVIEWER, at, "")


@pytest.mark.parametrize(
    ("reviews", "state", "position"),
    [
        ([], ReviewState.DRAFT, None),
        ([a_review("today")], ReviewState.REVIEWED, 0),
        ([a_review("before")], ReviewState.CHANGED, 0),
        ([a_review("today"), a_review("before", 9)], ReviewState.REVIEWED, 0),
        ([a_review("before"), a_review("today", 9)], ReviewState.REVIEWED, 1),
        ([a_review("before"), a_review("long before", 9)], ReviewState.CHANGED, 0),
    ],
)
def test_a_review_holds_for_exactly_the_words_that_were_read(reviews, state, position):
    expected = None if position is None else reviews[position]
    assert standing_of(reviews, "today") == (state, expected)


@pytest.mark.parametrize(
    ("reviewer", "note", "has_read_all", "fields"),
    [
        (REVIEWER, "", True, []),
        ("  ", "", True, ["reviewer"]),
        ("x" * 301, "", True, ["reviewer"]),
        (REVIEWER, "x" * 2001, True, ["note"]),
        ("", "", False, ["reviewer", "has_read_all"]),
    ],
)
def test_a_review_needs_a_reviewer_who_has_read_everything(reviewer, note, has_read_all, fields):
    problems = rules.problems_with_review(reviewer, note, has_read_all=has_read_all)
    assert [problem.field for problem in problems] == fields


def test_english_alone_counts_as_reviewed_at_first(app):
    assert queries.reviewed_languages() == frozenset({"en"})
    states = {each.language: each.state for each in queries.languages()}
    assert states == {"en": ReviewState.REVIEWED} | dict.fromkeys(DRAFTS, ReviewState.DRAFT)


def test_a_recorded_review_counts_with_todays_words(app, officer):
    with time_machine.travel(datetime(2026, 3, 4, 5, 6, tzinfo=UTC), tick=False):
        reviewed(officer, "ru")
    assert queries.reviewed_languages() == frozenset({"en", "ru"})
    review = queries.wording_of("ru").review
    assert review is not None
    assert (review.reviewer, review.wording_hash) == (REVIEWER, wording_hash("ru"))
    assert review.reviewed_at == datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    assert queries.wording_of("fr").review is None


def test_the_trilingual_edition_is_reviewed_with_the_last_of_its_languages(app, officer):
    reviewed(officer, "fr")
    assert "mul" not in queries.reviewed_languages()
    reviewed(officer, "es")
    assert queries.reviewed_languages() == frozenset({"en", "fr", "es", "mul"})
    take_back_review(officer, queries.wording_of("fr"))
    assert queries.reviewed_languages() == frozenset({"en", "es"})


def test_a_language_whose_words_change_is_a_draft_again(app, officer, monkeypatch):
    reviewed(officer, "zh")
    with monkeypatch.context() as patch:
        new_words(patch, "zh")
        assert queries.reviewed_languages() == frozenset({"en"})
        wording = queries.wording_of("zh")
        assert (wording.state, wording.review is not None) == (ReviewState.CHANGED, True)
    wording_hash.cache_clear()
    assert queries.wording_of("zh").state is ReviewState.REVIEWED


def test_taking_back_ends_every_review_so_that_no_older_one_comes_to_light(app, officer):
    reviewed(officer, "es", "The first reviewer")
    reviewed(officer, "es", "The second reviewer")
    take_back_review(officer, queries.wording_of("es"))
    assert queries.wording_of("es").state is ReviewState.DRAFT
    with pytest.raises(RuleBroken):
        take_back_review(officer, queries.wording_of("es"))


def test_words_that_changed_since_the_page_was_opened_are_not_recorded(app, officer):
    with pytest.raises(EditConflict, match=CHANGED_SINCE.partition(".")[0]):
        record_review(
            officer,
            queries.wording_of("ar"),
            reviewer=REVIEWER,
            remarks="",
            has_read_all=True,
            seen="0" * 64,
        )
    assert queries.wording_of("ar").review is None


@pytest.mark.parametrize("language", ["en", "mul", "xx", ""])
def test_only_languages_that_persons_review_have_a_page(app, language):
    with pytest.raises(NotFound):
        queries.wording_of(language)


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.SECRETARIAT])
def test_no_other_role_records_or_takes_back(app, role):
    actor = Actor(role, account_id=1)
    with pytest.raises(AccessRefused):
        reviewed(actor, "fr")
    with pytest.raises(AccessRefused):
        take_back_review(actor, queries.wording_of("fr"))


def test_the_trail_names_language_and_hash_and_keeps_the_reviewer_apart(app, officer):
    reviewed(officer, "fr")
    take_back_review(officer, queries.wording_of("fr"))
    found = rows(
        app,
        "SELECT action, subject, details FROM audit_operation ORDER BY number DESC LIMIT 2",
    )
    assert [(row[0], row[1]) for row in found] == [
        ("wording.review_taken_back", "wording/fr"),
        ("wording.reviewed", "wording/fr"),
    ]
    assert wording_hash("fr") in str(found[1][2])
    kept = rows(app, "SELECT changes FROM audit_entry WHERE table_name = 'wording_review'")
    assert kept
    assert REVIEWER not in str(kept)


def test_entries_hold_all_words_and_each_stands_in_one_group(app):
    entries = queries.entries_of("fr")
    assert {entry.key: entry.words for entry in entries} == dict(all_words("fr"))
    found = narrowed(entries, "", None)
    assert sum(len(each.entries) for each in found) == len(entries)
    assert [each.group for each in found] == list(Group)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("AUTORITE CENTRALE", "role.central_authority"),
        ("central authority", "role.central_authority"),
        ("role.central", "role.central_authority"),
        ("entraide judiciaire", "request_type.mla"),
    ],
)
def test_words_are_found_in_either_language_and_by_key(app, text, key):
    found = narrowed(queries.entries_of("fr"), text, None)
    assert key in {entry.key for each in found for entry in each.entries}


def test_words_are_found_within_a_group_alone(app):
    found = narrowed(queries.entries_of("zh"), "司法协助", Group.ANSWERS)
    assert [each.group for each in found] == [Group.ANSWERS]
    assert {entry.key for entry in found[0].entries} == {"request_type.mla"}
    assert narrowed(queries.entries_of("zh"), "nothing of the kind", None) == ()


def test_reviews_are_dated_by_the_clock(app, officer):
    reviewed(officer, "fr")
    review = queries.wording_of("fr").review
    assert review is not None
    assert clock.now() - review.reviewed_at < timedelta(minutes=5)
