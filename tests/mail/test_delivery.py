"""Delivery to a real server: tried again where it failed, never twice where it did not."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, SCHEDULER, VISITOR
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import AccessRefused, UnrecordedChange
from cna_directory.mail.message import Message
from cna_directory.mail.models import MailStatus, OutgoingMail
from cna_directory.mail.outbox import deliver_waiting_mail, post
from cna_directory.mail.rules import HELD_FOR, MOST_ATTEMPTS, PAUSES
from cna_directory.mail.transport import Unreachable, memory, of_deployment, smtp
from cna_directory.operation import bookkeeping, operation
from cna_directory.settings import Mode, SettingMissing
from tests.mail.sink import CUT, TAKE, listening

WORDS = {
    "post_title": "Legal adviser",
    "link": "https://d.example/x",
    "directory": "https://d.example",
}


@operation(Action.LINK_MADE, needs=Capability.INVITE)
def post_some(actor, count, settings, *, then_fail=False):
    """Post mails as an operation of a feature does."""
    for number in range(count):
        recipient = f"reader{number}@mission.example"
        post(Message("activate_your_account", recipient=recipient, words=WORDS), settings)
    if then_fail:
        raise RuntimeError("the change does not happen")


@pytest.fixture
def posted(app, settings):
    """Return a function that posts mails."""
    return lambda count=1: post_some(OPERATOR, count, settings)


def deliver(transport, later=timedelta()):
    return deliver_waiting_mail(SCHEDULER, transport, lambda: clock.now() + later)


def the_mails():
    db.session.expire_all()
    return list(db.session.query(OutgoingMail).order_by(OutgoingMail.id))


def test_a_mail_arrives_whole(posted):
    posted()
    with listening() as sink:
        assert deliver(smtp(sink.url)) == 1
    (taken,) = sink.taken
    assert taken["To"] == "reader0@mission.example"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert WORDS["link"] in taken.get_body(("plain",)).get_content()
    assert WORDS["link"] in taken.get_body(("html",)).get_content()
    assert taken["Message-ID"].endswith("@localhost>")


def test_a_sent_mail_is_not_sent_again_and_its_words_are_not_kept(posted):
    posted()
    sent = []
    assert deliver(memory(sent)) == 1
    assert deliver(memory(sent), later=timedelta(days=30)) == 0
    (mail,) = the_mails()
    assert (mail.status, mail.text, mail.html) == (MailStatus.SENT, "", "")


def test_a_mail_exists_exactly_if_the_change_does(app, settings):
    with pytest.raises(RuntimeError):
        post_some(OPERATOR, 1, settings, then_fail=True)
    assert the_mails() == []
    post(Message("activate_your_account", recipient="a@b.example", words=WORDS), settings)
    with pytest.raises(UnrecordedChange):
        db.session.flush()
    db.session.rollback()


def test_a_server_that_is_busy_is_asked_again_later(posted):
    posted()
    with listening("451 try again later") as sink:
        assert deliver(smtp(sink.url)) == 0
        assert deliver(smtp(sink.url)) == 0
        assert sink.tries == 1, "not before its time"
        assert deliver(smtp(sink.url), later=PAUSES[0]) == 1
    assert len(sink.taken) == 1
    assert "451" not in the_mails()[0].last_error


def test_a_line_cut_after_the_server_took_the_mail_repeats_it_under_the_same_id(posted):
    posted()
    with listening(CUT) as sink:
        assert deliver(smtp(sink.url)) == 0
        assert deliver(smtp(sink.url), later=PAUSES[0]) == 1
    assert len(sink.taken) == 2
    assert len({taken["Message-ID"] for taken in sink.taken}) == 1


def test_a_server_that_is_down_for_an_hour_loses_nothing(posted):
    posted(5)
    nobody_there = smtp("smtp://127.0.0.1:1")
    for minutes in (0, 5, 20):
        assert deliver(nobody_there, later=timedelta(minutes=minutes)) == 0
    with listening() as sink:
        assert deliver(smtp(sink.url), later=timedelta(hours=2)) == 5
    assert len({taken["To"] for taken in sink.taken}) == 5


def test_a_server_that_is_away_for_a_day_uses_up_no_try(posted):
    posted(3)
    nobody_there = smtp("smtp://127.0.0.1:1")
    for minutes in range(0, 24 * 60, 20):
        assert deliver(nobody_there, later=timedelta(minutes=minutes)) == 0
    assert {(mail.status, mail.attempts) for mail in the_mails()} == {(MailStatus.WAITING, 0)}
    assert any("Connection" in mail.last_error for mail in the_mails())
    with listening() as sink:
        assert deliver(smtp(sink.url), later=timedelta(days=1)) == 3
    assert len({taken["To"] for taken in sink.taken}) == 3


@pytest.mark.parametrize("goodbye", ["421 too busy", "250 yes", CUT])
def test_a_mail_that_was_taken_is_sent_whatever_the_server_says_at_the_end(posted, goodbye):
    posted()
    with listening(goodbye=goodbye) as sink:
        assert deliver(smtp(sink.url)) == 1
        assert deliver(smtp(sink.url), later=timedelta(days=1)) == 0
    assert sink.tries == 1
    assert the_mails()[0].status is MailStatus.SENT


def test_what_the_server_says_at_the_end_does_not_hide_why_it_refused(posted):
    posted()
    with listening("550 no such mailbox", goodbye="421 too busy") as sink:
        assert deliver(smtp(sink.url)) == 0
    (mail,) = the_mails()
    assert mail.status is MailStatus.FAILED
    assert "no such mailbox" in mail.last_error


def test_a_mail_that_is_refused_for_good_is_given_up_with_the_reason(posted):
    posted()
    with listening("550 no such mailbox") as sink:
        deliver(smtp(sink.url))
        deliver(smtp(sink.url), later=timedelta(days=1))
    (mail,) = the_mails()
    assert (mail.status, mail.attempts) == (MailStatus.FAILED, 1)
    assert "no such mailbox" in mail.last_error
    assert sink.tries == 1


def test_after_five_tries_a_person_has_to_look(posted):
    posted()
    with listening(*["451 busy"] * 20) as sink:
        for day in range(10):
            deliver(smtp(sink.url), later=timedelta(days=day))
    assert sink.tries == MOST_ATTEMPTS == 5
    assert the_mails()[0].status is MailStatus.FAILED


def test_one_bad_mail_does_not_hold_up_the_others(posted):
    posted(3)
    with listening("550 never", TAKE, TAKE) as sink:
        assert deliver(smtp(sink.url)) == 2
    assert Counter(mail.status for mail in the_mails()) == {
        MailStatus.SENT: 2,
        MailStatus.FAILED: 1,
    }


def test_two_deliverers_send_each_mail_once(app, posted):
    posted(30)
    sent = []

    def work(_):
        with app.app_context():
            return deliver(memory(sent))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 30
    assert Counter(mail["Message-ID"] for mail in sent).most_common(1)[0][1] == 1


def test_a_claim_holds_from_when_it_is_made_however_long_the_run_takes(posted):
    posted(3)
    with listening() as sink, time_machine.travel(clock.now(), tick=False) as time:
        server = smtp(sink.url)

        def slow(mail):
            time.shift(HELD_FOR * 0.6)
            if len(sink.taken) == 1:
                assert deliver(server) == 1, (
                    "the other deliverer takes the third and not the second"
                )
            server(mail)

        assert deliver(slow) == 2
    assert Counter(taken["To"] for taken in sink.taken).most_common(1)[0][1] == 1
    assert len(sink.taken) == 3


@pytest.mark.parametrize("how", [OSError("the line was cut"), Unreachable("nobody there")])
def test_who_was_overtaken_does_not_undo_what_the_other_did(posted, how):
    posted()
    with listening() as sink, time_machine.travel(clock.now(), tick=False) as time:

        def overtaken(mail):
            time.shift(HELD_FOR)
            assert deliver(smtp(sink.url)) == 1
            raise how

        assert deliver(overtaken) == 0
        assert deliver(smtp(sink.url), later=timedelta(days=1)) == 0
    assert len(sink.taken) == 1
    assert the_mails()[0].status is MailStatus.SENT


def test_a_mail_that_is_taken_off_while_it_is_sent_does_not_stop_the_others(posted):
    posted(2)
    with listening() as sink:

        def meanwhile(mail):
            with bookkeeping():
                db.session.execute(
                    delete(OutgoingMail).where(OutgoingMail.recipient == "reader0@mission.example")
                )
            smtp(sink.url)(mail)

        assert deliver(meanwhile) == 2
    assert [taken["To"] for taken in sink.taken] == [
        "reader0@mission.example",
        "reader1@mission.example",
    ]
    assert [mail.status for mail in the_mails()] == [MailStatus.SENT]


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=365)])
def test_what_was_posted_while_the_clock_ran_ahead_does_not_wait_for_it(posted, ahead):
    with time_machine.travel(clock.now() + ahead):
        posted()
    with listening() as sink:
        assert deliver(smtp(sink.url)) == 1


def test_what_failed_while_the_clock_ran_ahead_does_not_wait_for_it(posted):
    with listening("451 busy") as sink:
        with time_machine.travel(clock.now() + timedelta(days=365)):
            posted()
            assert deliver(smtp(sink.url)) == 0
        assert deliver(smtp(sink.url)) == 1
    assert len(sink.taken) == 1


def test_a_mail_whose_deliverer_died_is_taken_up_again(posted):
    posted()

    def die(mail):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(die)
    sent = []
    assert deliver(memory(sent)) == 0
    assert deliver(memory(sent), later=HELD_FOR) == 1


def test_the_demonstration_sends_nothing_whatever_is_configured(settings):
    with_server = replace(settings, smtp_url="smtp://mail.example")
    assert with_server.is_demonstration
    assert of_deployment(with_server) is None
    assert of_deployment(replace(settings, mode=Mode.PRODUCTION)) is None
    assert of_deployment(replace(with_server, mode=Mode.PRODUCTION)) is not None


def test_without_a_transport_everything_waits(posted):
    posted()
    assert deliver(None) == 0
    assert (the_mails()[0].status, the_mails()[0].attempts) == (MailStatus.WAITING, 0)


def test_only_the_scheduler_and_the_operator_deliver(app):
    with pytest.raises(AccessRefused):
        deliver_waiting_mail(VISITOR, None)


def test_a_password_never_travels_in_the_open(posted):
    posted()
    with listening() as sink:
        address = sink.url.replace("://", "://directory:secret@")
        assert deliver(smtp(address)) == 0
        assert deliver(smtp(sink.url.replace("smtp:", "smtp+starttls:")), later=PAUSES[0]) == 0
    assert sink.tries == 0
    assert "no encryption" in the_mails()[0].last_error


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://"])
def test_an_address_of_no_server_is_said_so(address):
    with pytest.raises(SettingMissing, match="CNA_SMTP_URL"):
        smtp(address)
