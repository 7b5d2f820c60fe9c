"""Editions from before a rule was mended prove themselves, and say what became of those before."""

import zlib

import pytest
import time_machine
from flask import Flask

from cna_directory.access.actors import OPERATOR, SCHEDULER, Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.editions import operations, queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.compiling import compiled_edition
from cna_directory.editions.compiling.sources import FIRST_RULES, RULES
from cna_directory.editions.operations import recompiled, reconcile, rows
from cna_directory.editions.operations.freezing import keep_content
from cna_directory.editions.operations.recompiling import extract_from
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from publish.content import EditionContent, read_content
from tests.builders import a_designation, a_record, seed
from tests.features.accounts.visitors import an_account
from tests.features.editions.directory import ON_THE_DAY, RECORDED_AT
from tests.features.editions.test_course import SECOND_DAY

FIRST = EditionNumber(2026, 1)
SECOND = FIRST.next()


def kept(number: EditionNumber) -> EditionContent:
    """Return what an edition says, as it was kept."""
    compressed = queries.content_of(number.year, number.half)
    assert compressed is not None
    return read_content(zlib.decompress(compressed))


@operation(Action.EDITION_FROZEN, needs=Capability.PUBLISH_EDITION)
def keep_as_of_first_rules(actor: Actor, settings: Settings) -> None:
    """Put into the place of what the first edition says what the first rules made of it."""
    edition = rows.existing(FIRST)
    content = compiled_edition(
        FIRST,
        settings,
        closing_at=edition.closing_at,
        issue_at=edition.issue_at,
        trail_head=edition.trail_head,
        rules=FIRST_RULES,
    )
    keep_content(edition, content)
    note(f"edition/{FIRST}", edition=str(FIRST), content_hash=edition.content_hash)


@pytest.mark.usefixtures("issued")
def test_an_edition_from_before_a_rule_was_mended_proves_itself(ten_states: Settings) -> None:
    """It is compiled by the rules that its content names: the same hash, and so its extracts."""
    ended = a_designation(valid_until=RECORDED_AT.date())
    seed(a_record(9401, "BE", designations=(ended,)), recorded_at=RECORDED_AT)
    keep_as_of_first_rules(SCHEDULER, ten_states)
    then = kept(FIRST)
    assert then.rules == FIRST_RULES
    assert recompiled(OPERATOR, ten_states, FIRST).is_content_same
    cut = extract_from(ten_states, FIRST, "state/BE")
    entries = [e for part in cut.parts for chapter in part.chapters for e in chapter.entries]
    assert all(d.takes_requests for entry in entries for d in entry.designations)


def test_an_edition_after_withdrawn_ones_says_so_whenever_it_is_compiled(
    app: Flask, ten_states: Settings
) -> None:
    """The first edition calls itself the first; one after it does not, though none holds before."""
    officer = Actor(
        Role.SECRETARIAT, account_id=an_account(app, "officer@state.example", Role.SECRETARIAT)
    )
    with time_machine.travel(ON_THE_DAY, tick=True):
        reconcile(SCHEDULER, ten_states, ON_THE_DAY)
        operations.withdraw_edition(officer, FIRST, text="A page is missing.", settings=ten_states)
    with time_machine.travel(SECOND_DAY, tick=True):
        reconcile(SCHEDULER, ten_states, SECOND_DAY)
    assert (kept(FIRST).follows_withdrawn, kept(FIRST).rules) == (False, RULES)
    assert (kept(SECOND).follows_withdrawn, kept(SECOND).previous_number) == (True, "")
    for number in (FIRST, SECOND):
        assert recompiled(OPERATOR, ten_states, number).is_same
