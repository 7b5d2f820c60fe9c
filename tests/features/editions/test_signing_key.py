"""The signing key: never used outside the days of its certificate, and asked for in time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask

from cna_directory import scheduler
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.editions import queries
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.operations import reconcile
from cna_directory.editions.signing import fault_of_key, signer_of
from cna_directory.errors import PublishingFailed
from cna_directory.jobs import WATCH_SIGNING_KEY, last_runs
from cna_directory.scheduler import run_job
from cna_directory.settings import Settings
from publish.trust.signing import Signer, demonstration_key
from tests.features.accounts.visitors import an_account, browser_at
from tests.features.editions.directory import ON_THE_DAY


@pytest.fixture
def keyed(settings: Settings) -> Settings:
    """Return settings with a key of their own, made on the day of issue."""
    path = settings.data_folder / "own-key.p12"
    demonstration_key(path, at=ON_THE_DAY)
    return replace(settings, signing_key_file=path)


def end_of(settings: Settings) -> datetime:
    """Return the last moment at which the key's certificate is valid."""
    assert settings.signing_key_file is not None
    return Signer.from_file(settings.signing_key_file).valid_until


def test_nothing_is_signed_outside_the_days_of_the_certificate(keyed: Settings) -> None:
    """Neither before nor after, although the key has been opened already."""
    end = end_of(keyed)
    for moment in (ON_THE_DAY, end):
        with time_machine.travel(moment, tick=False):
            assert signer_of(keyed).valid_until == end
    for moment in (ON_THE_DAY - timedelta(days=2), end + timedelta(seconds=1)):
        with (
            time_machine.travel(moment, tick=False),
            pytest.raises(PublishingFailed, match="The signing key"),
        ):
            signer_of(keyed)


def test_another_key_is_asked_for_in_time(keyed: Settings) -> None:
    """Two months before, with the day; while there is time enough, nothing is said."""
    end = end_of(keyed)
    with time_machine.travel(end - timedelta(days=61), tick=False):
        assert fault_of_key(keyed) == ""
    with time_machine.travel(end - timedelta(days=59), tick=False):
        assert f"ends on {end:%d %B %Y}" in fault_of_key(keyed)


def test_an_edition_is_not_signed_with_a_certificate_that_has_ended(
    ten_states: Settings, keyed: Settings
) -> None:
    """It waits, and says what it waits for."""
    old = replace(ten_states, signing_key_file=keyed.signing_key_file)
    late = end_of(keyed) + timedelta(days=1)
    overdue = replace(old, first_edition=f"{late.year - 1}/2")
    with time_machine.travel(late, tick=True):
        outcome, *_ = reconcile(SCHEDULER, overdue, late)
    assert outcome.status is EditionStatus.FAILED
    assert "certificate of the signing key" in outcome.reason
    assert queries.issued_editions() == ()


def test_the_desk_shows_when_another_key_is_needed(app: Flask, keyed: Settings) -> None:
    """The scheduler alone opens the key, so its job tells; with another key it is silent."""
    (job,) = (job for job in scheduler.JOBS if job.name == WATCH_SIGNING_KEY)
    end = end_of(keyed)
    with time_machine.travel(end - timedelta(days=30), tick=True) as machine:
        officer = browser_at(app)
        officer.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
        app.extensions["settings"] = keyed
        run_job(app, job)
        sentence = f"The certificate of the signing key ends on {end:%d %B %Y}"
        assert sentence in officer.get("/desk").text
        another = keyed.data_folder / "another.p12"
        demonstration_key(another, at=end - timedelta(days=30))
        app.extensions["settings"] = replace(keyed, signing_key_file=another)
        machine.shift(timedelta(minutes=1))
        run_job(app, job)
        assert sentence not in officer.get("/desk").text
        assert [run.error for run in last_runs() if run.name == WATCH_SIGNING_KEY] == [""]
