"""A designation is usable when a sender finds all that is needed, and says what is missing."""

from dataclasses import replace
from datetime import date

import pytest

from cna_directory.authorities import record as r
from cna_directory.authorities.usable import Needed, missing
from tests.builders import a_designation, a_record, words

URGENT = r.AcceptedChannel(r.Urgency.URGENT, r.ChannelRoute.DIRECT, r.Acceptance.NOT_ACCEPTED)
INTERPOL = r.AcceptedChannel(r.Urgency.URGENT, r.ChannelRoute.INTERPOL, r.Acceptance.NOT_ACCEPTED)
NORMAL = r.AcceptedChannel(r.Urgency.NORMAL, r.ChannelRoute.DIRECT, r.Acceptance.ACCEPTED)
USABLE = a_designation(channels=(NORMAL, URGENT, INTERPOL))
RECORD = a_record(service=words("Section for requests"), designations=(USABLE,))
BASIS = r.LegalBasis("UNTOC", "mla", r.ConventionAsBasis.NO)
PROFILE = r.StateProfile("FR", RECORD.provenance, legal_bases=(BASIS,))
NUMBER = r.Telephone("+999 1 555 0101")
POST = r.ContactPoint(words("Duty officer"), telephones=(NUMBER,), is_for_urgent=True)
EMPTY = {"address": r.PostalAddress(), "telephones": (), "emails": (), "faxes": (), "websites": ()}


def lacks(
    designation: r.Designation = USABLE,
    profile: r.StateProfile | None = PROFILE,
    **of_record: object,
) -> set[str]:
    record = replace(RECORD, designations=(designation,), **of_record)
    return {needed.value for needed in missing(designation, record, profile)}


def channel(**changes: object) -> r.Designation:
    return replace(USABLE, channels=(replace(NORMAL, **changes), URGENT, INTERPOL))


def test_what_has_all_of_it_is_usable() -> None:
    assert missing(USABLE, RECORD, PROFILE) == ()


def test_what_is_missing_is_named_in_the_order_of_a_record() -> None:
    bare = replace(a_designation(channels=(), language_rules=()))
    record = replace(RECORD, name=words(" "), service=None, confirmation=None, **EMPTY)
    assert missing(bare, record, None) == tuple(Needed)


def test_name_service_and_confirmation() -> None:
    assert lacks(name=words("")) == {"name"}
    assert lacks(service=None) == {"service_or_post"}
    assert lacks(service=words(" ")) == {"service_or_post"}
    assert lacks(service=None, contact_points=(POST,)) == set()
    assert lacks(confirmation=None) == {"confirmation"}
    old = r.Confirmation(date(1999, 1, 1), r.ConfirmationMeans.FORM, "mission")
    assert lacks(confirmation=old) == set(), "an old confirmation is one; its age is told elsewhere"


@pytest.mark.parametrize("acceptance", list(r.Acceptance))
def test_a_channel_must_be_accepted(acceptance: r.Acceptance) -> None:
    is_taken = acceptance not in {r.Acceptance.NOT_ACCEPTED, r.Acceptance.UNKNOWN}
    assert lacks(channel(acceptance=acceptance)) == (set() if is_taken else {"channel"})


@pytest.mark.parametrize("route", list(r.ChannelRoute))
def test_a_channel_must_lead_somewhere(route: r.ChannelRoute) -> None:
    """Diplomatic notes and INTERPOL begin at home; all else needs an address or a number."""
    begins_at_home = route in {r.ChannelRoute.DIPLOMATIC, r.ChannelRoute.INTERPOL}
    assert lacks(channel(route=route), **EMPTY) == (set() if begins_at_home else {"channel"})
    assert lacks(channel(route=route)) == set()


@pytest.mark.parametrize(
    "fields",
    [
        {"address": r.PostalAddress(("1 Street",))},
        {"telephones": (NUMBER,)},
        {"faxes": (NUMBER,)},
        {"emails": (r.Email("a@b.example"),)},
        {"websites": ("https://b.example/",)},
        {"contact_points": (POST,)},
    ],
)
def test_any_address_or_number_will_do(fields: dict[str, object]) -> None:
    assert lacks(**(EMPTY | fields)) == set()
    assert lacks(channel(urgency=r.Urgency.URGENT), **(EMPTY | fields)) == {"channel"}


def test_what_only_the_secretariat_sees_helps_no_sender() -> None:
    hidden = replace(POST, visibility=r.Visibility.SECRETARIAT)
    assert lacks(service=None, contact_points=(hidden,)) == {"service_or_post"}
    assert lacks(contact_points=(hidden,), **EMPTY) == {"channel"}
    without = replace(USABLE, channels=(NORMAL, replace(INTERPOL, urgency=r.Urgency.NORMAL)))
    assert lacks(without, contact_points=(POST,)) == set()
    assert lacks(without, contact_points=(hidden,)) == {"urgent"}


def test_languages() -> None:
    def rules(*found: r.LanguageRule) -> r.Designation:
        return replace(USABLE, language_rules=found)

    assert lacks(rules()) == {"languages"}
    assert lacks(rules(r.LanguageRule(r.LanguageUse.NORMAL, ()))) == {"languages"}
    assert lacks(rules(r.LanguageRule(r.LanguageUse.URGENT, ("en",)))) == {"languages"}
    any_un = r.LanguageRule(r.LanguageUse.NORMAL, (), any_official_un_language=True)
    assert lacks(rules(any_un)) == set()


def test_urgent_cases_and_interpol_need_an_answer_be_it_no() -> None:
    normal = replace(INTERPOL, urgency=r.Urgency.NORMAL)
    unknown = replace(INTERPOL, acceptance=r.Acceptance.UNKNOWN)
    assert lacks(replace(USABLE, channels=(NORMAL, normal))) == {"urgent"}
    assert lacks(replace(USABLE, channels=(NORMAL, INTERPOL))) == set()
    assert lacks(replace(USABLE, channels=(NORMAL, URGENT))) == {"interpol"}
    assert lacks(replace(USABLE, channels=(NORMAL, unknown))) == {"urgent", "interpol"}
    urgent_number = replace(NUMBER, use=r.NumberUse.URGENT)
    assert lacks(replace(USABLE, channels=(NORMAL, normal)), telephones=(urgent_number,)) == set()
    by_mail = r.Email("a@b.example", r.NumberUse.URGENT)
    assert lacks(replace(USABLE, channels=(NORMAL, normal)), emails=(by_mail,)) == set()
    nobody = replace(POST, telephones=(), emails=())
    assert lacks(replace(USABLE, channels=(NORMAL, normal)), contact_points=(nobody,)) == {"urgent"}


def test_the_legal_basis_is_answered_for_the_instrument_and_the_type() -> None:
    def answers(*bases: r.LegalBasis) -> r.StateProfile:
        return replace(PROFILE, legal_bases=bases)

    assert lacks(profile=None) == {"legal_basis"}
    assert lacks(profile=answers()) == {"legal_basis"}
    for wrong in (
        replace(BASIS, instrument="UNCAC"),
        replace(BASIS, request_type="extradition"),
        replace(BASIS, convention_as_basis=r.ConventionAsBasis.UNKNOWN),
    ):
        assert lacks(profile=answers(wrong)) == {"legal_basis"}
        assert lacks(profile=answers(wrong, BASIS)) == set()
    unnamed = replace(USABLE, provisions=())
    assert lacks(unnamed, answers(replace(BASIS, instrument="UNCAC"))) == set()


def test_authorities_for_prevention_are_sent_no_requests() -> None:
    prevention = replace(USABLE, role=r.DesignationRole.PREVENTION_AUTHORITY, channels=(NORMAL,))
    assert lacks(prevention, None) == set()
    assert lacks(replace(prevention, channels=()), None) == {"channel"}
