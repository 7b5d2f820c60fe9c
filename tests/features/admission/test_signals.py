"""What speaks for an applicant and against one: each signal, and the corpus of look-alikes."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from cna_directory.access.roles import Role
from cna_directory.admission.queries.signals import known_accounts, known_domains, known_names
from cna_directory.admission.rules.signals import (
    Asked,
    Facts,
    KnownAccount,
    KnownDomain,
    KnownName,
    KnownNomination,
    Look,
    Sign,
    name_signals,
    signals,
    warnings_in,
)
from cna_directory.admission.standing import RequestStatus, VouchingAnswer
from cna_directory.admission.words import LOOK_WORDS, SIGNAL_WORDS
from cna_directory.authorities import record as r
from cna_directory.lookalikes import (
    distance,
    domain_of,
    hides_characters,
    imitates_name,
    mixes_scripts,
    skeleton,
)
from tests.builders import a_record, seed
from tests.features.accounts.visitors import an_account
from tests.features.admission import lookalike_corpus as corpus
from tests.features.admission.requests import a_request, an_officer, page_of
from tests.web.checking import words_of

ASKED = Asked(
    id=1,
    email="adviser@justice.gouv.fr",
    person_name="Jeanne Exemple",
    organisation="Ministère de la Justice",
    post_title="Conseillère",
    telephone="",
    state_iso2="FR",
    wished_role=Role.AUTHORITY_USER,
    status=RequestStatus.AWAITING_DECISION,
    letter_sha256="a" * 64,
    reference="R-1",
)
KNOWN = (
    KnownDomain(domain_of("justice.gouv.fr"), "FR"),
    KnownDomain(domain_of("interior.gob.es"), "ES"),
)
NAMES = tuple(KnownName(n, name) for n, name in enumerate(corpus.known_names(), 1))


def signs(asked: Asked = ASKED, **facts: object) -> dict[Sign, Look]:
    """Return the signs of a request with their looks."""
    found = signals(asked, Facts(**{"domains": KNOWN, **facts}))  # type: ignore[arg-type]
    return {signal.sign: signal.look for signal in found}


# --- The corpus ------------------------------------------------------------------------------


def test_spoofed_names_are_warned_of() -> None:
    spoofs = corpus.spoofed_names()
    missed = [spoof for spoof in spoofs if not warnings_in(name_signals(spoof.text, NAMES))]
    assert len(spoofs) == corpus.SIZE
    assert len(missed) <= 0.01 * corpus.SIZE, Counter(spoof.how for spoof in missed)


def test_spoofed_domains_are_warned_of() -> None:
    known = tuple(KnownDomain(domain_of(domain), iso2) for domain, iso2 in corpus.known_domains())
    spoofs = corpus.spoofed_domains()
    missed = []
    for spoof in spoofs:
        asked = replace(ASKED, email=f"adviser@{spoof.text}", state_iso2=spoof.state)
        if not warnings_in(signals(asked, Facts(domains=known))):
            missed.append(spoof)
    assert len(spoofs) == corpus.SIZE
    assert len(missed) <= 0.01 * corpus.SIZE, [(it.how, it.model, it.text) for it in missed]


def test_genuine_names_are_left_alone() -> None:
    names = corpus.genuine_names()
    flagged = [name for name in names if warnings_in(name_signals(name, NAMES))]
    assert len(set(names)) == corpus.SIZE
    assert len(flagged) <= 0.03 * corpus.SIZE, flagged


def test_genuine_domains_are_left_alone() -> None:
    known = tuple(KnownDomain(domain_of(domain), iso2) for domain, iso2 in corpus.known_domains())
    domains = corpus.genuine_domains()
    flagged = [
        domain
        for domain, iso2 in domains
        if warnings_in(
            signals(
                replace(ASKED, email=f"adviser@{domain}", state_iso2=iso2), Facts(domains=known)
            )
        )
    ]
    assert len(flagged) <= 0.03 * len(domains), flagged


def test_genuine_names_are_never_refused_on_the_page(app: Flask) -> None:
    officer = an_officer(app)
    for name in corpus.GENUINE[::4]:
        number = a_request(app, organisation=name, post_title=name, person_name=name)
        answer = officer.get(page_of(number))
        assert answer.status_code == 200
        assert name in words_of(answer)


# --- Parts of it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("justice", "justice", 0),
        ("justice", "jsutice", 1),
        ("justice", "justce", 1),
        ("justice", "justticee", 2),
        ("justice", "police", 3),
        ("a", "bcde", 3),
    ],
)
def test_distance_counts_a_swap_as_one(one: str, other: str, steps: int) -> None:
    assert distance(one, other, most=2) == steps
    assert distance(other, one, most=2) == steps


def test_a_skeleton_is_the_same_for_what_looks_the_same() -> None:
    model = "Ministry of Justice"
    for text in ("Мinistry оf Justiсe", "ＭＩＮＩＳＴＲＹ OF JUSTICE", "MlNISTRY 0F JUSTlCE"):
        assert skeleton(text) == skeleton(model), text
        assert imitates_name(text, model), text
    assert skeleton("Ministry of Finance") != skeleton(model)
    for text in (model.upper(), "Ministry  of Justice", "Minístry of Justice."):
        assert not imitates_name(text, model), text


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍षेत्र", "ශ්‍රී", "two\nlines"])
def test_joiners_that_a_script_needs_hide_nothing(text: str) -> None:
    assert not hides_characters(text)


@pytest.mark.parametrize("text", ["Just\u200bice", "Just\u200cice", "a\u202eb", "\ufeffJustice"])
def test_what_hides_in_latin_letters_is_found(text: str) -> None:
    assert hides_characters(text)


@pytest.mark.parametrize(
    "text", ["司法部JAPAN", "カタカナとひらがな", "МВД (MVD)", "법무부A", "3ª"]
)
def test_what_is_written_together_is_no_mixture(text: str) -> None:
    assert not mixes_scripts(text)


@pytest.mark.parametrize(
    ("address", "ascii_form", "text"),
    [
        ("a@xn--80ak6aa92e.com", "xn--80ak6aa92e.com", "аррӏе.com"),
        ("a@justіce.gov", "xn--justce-q2f.gov", "justіce.gov"),
        ("a@XN--.com", "xn--.com", "xn--.com"),
        ("a@", "", ""),
        ("", "", ""),
    ],
)
def test_a_domain_is_told_in_both_forms(address: str, ascii_form: str, text: str) -> None:
    found = domain_of(address)
    if ascii_form.startswith("xn--justce"):
        assert found.ascii.startswith("xn--justce")
        assert found.has_two_forms
    elif ascii_form != "xn--.com":
        assert (found.ascii, found.text) == (ascii_form, text)


def test_nothing_in_the_corpus_breaks_a_rule() -> None:
    for text in (*corpus.everything(), "", "\ud800", "\0", "a" * 5000, "@", "xn--\u0430"):
        signals(
            replace(ASKED, email=f"a@{text}", organisation=text, person_name=text, telephone=text),
            Facts(domains=KNOWN, names=NAMES[:2]),
        )


# --- Each signal -----------------------------------------------------------------------------


def test_every_sign_and_look_has_its_sentence() -> None:
    assert set(SIGNAL_WORDS) == set(Sign)
    assert set(LOOK_WORDS) == set(Look)


@pytest.mark.parametrize(
    ("email", "sign", "look"),
    [
        ("a@justice.gouv.fr", Sign.DOMAIN_KNOWN, Look.GOOD),
        ("a@mail.justice.gouv.fr", Sign.DOMAIN_KNOWN, Look.GOOD),
        ("a@interieur.gouv.fr", Sign.DOMAIN_OF_GOVERNMENT, Look.TOLD),
        ("a@ville-de-lyon.fr", Sign.DOMAIN_NOT_KNOWN, Look.TOLD),
        ("a@interior.gob.es", Sign.DOMAIN_OF_OTHER_STATE, Look.WARNED),
        ("a@justice-gouv.fr", Sign.DOMAIN_IMITATES, Look.WARNED),
        ("a@justice.gouv.fr.com", Sign.DOMAIN_IMITATES, Look.WARNED),
        ("a@justiсe.gouv.fr", Sign.DOMAIN_MIXES_SCRIPTS, Look.WARNED),
        ("a@xn--justie-hsf.gouv.fr", Sign.DOMAIN_HAS_TWO_FORMS, Look.WARNED),
        ("a@gmail.com", Sign.PUBLIC_MAIL, Look.WARNED),
    ],
)
def test_signals_of_the_domain(email: str, sign: Sign, look: Look) -> None:
    assert signs(replace(ASKED, email=email))[sign] is look


def test_what_is_well_known_is_not_warned_of() -> None:
    assert Look.WARNED not in signs().values()


def test_signals_of_names() -> None:
    known = (KnownName(7, "Ministère de la Justice"),)
    assert Sign.NAME_IMITATES not in signs(names=known)
    spoofed = replace(ASKED, organisation="Ministère de lа Justicе")
    assert {Sign.NAME_IMITATES, Sign.NAME_MIXES_SCRIPTS} <= set(signs(spoofed, names=known))
    assert Sign.NAME_HIDES_CHARACTERS in signs(replace(ASKED, person_name="Jean\u200bne"))
    assert Sign.NAME_HAS_ODD_WIDTH in signs(replace(ASKED, post_title="Ｃonseiller"))


@pytest.mark.parametrize(
    ("changes", "sign"),
    [
        ({"status": RequestStatus.REFUSED}, Sign.REFUSED_BEFORE),
        ({}, Sign.OTHER_REQUEST_WITH_ADDRESS),
        ({"email": "other@x.example", "letter_sha256": ""}, Sign.OTHER_REQUEST_WITH_NAME),
        ({"email": "other@x.example", "person_name": "Other"}, Sign.OTHER_REQUEST_WITH_LETTER),
    ],
)
def test_signals_of_other_requests(changes: dict[str, object], sign: Sign) -> None:
    other = replace(ASKED, id=2, person_name="JEANNE  exémple", reference="R-2")
    other = replace(other, **changes)  # type: ignore[arg-type]
    assert sign in signs(requests=(ASKED, other))
    assert sign not in signs(requests=(ASKED,))


def test_a_request_without_a_letter_says_so() -> None:
    assert Sign.NO_LETTER in signs(replace(ASKED, letter_sha256=""))


@pytest.mark.parametrize(
    ("changes", "sign", "look"),
    [
        ({}, Sign.NOMINATED, Look.GOOD),
        ({"role": Role.FOCAL_POINT}, Sign.NOMINATED_OTHERWISE, Look.WARNED),
        ({"state_iso2": "ES"}, Sign.NOMINATED_OTHERWISE, Look.WARNED),
        ({"hands_over": True}, Sign.NAMED_SUCCESSOR, Look.GOOD),
    ],
)
def test_signals_of_nominations(changes: dict[str, object], sign: Sign, look: Look) -> None:
    nomination = KnownNomination(
        id=1,
        email=ASKED.email,
        state_iso2="FR",
        role=Role.AUTHORITY_USER,
        post_title="Conseillère",
        by_post="Focal point",
        by_account_id=3,
        hands_over=False,
        nominated_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    nomination = replace(nomination, **changes)  # type: ignore[arg-type]
    assert signs(nominations=(nomination,))[sign] is look
    other = replace(nomination, email="somebody@justice.gouv.fr")
    assert sign not in signs(nominations=(other,))


@pytest.mark.parametrize(
    ("answer", "sign", "look"),
    [
        (VouchingAnswer.YES, Sign.VOUCHED_FOR, Look.GOOD),
        (VouchingAnswer.NO, Sign.NOT_VOUCHED_FOR, Look.WARNED),
        (VouchingAnswer.NOT_KNOWN, Sign.NOT_KNOWN_TO_FOCAL_POINT, Look.WARNED),
        (None, Sign.NOBODY_TO_VOUCH, Look.TOLD),
    ],
)
def test_signals_of_focal_points(answer: VouchingAnswer | None, sign: Sign, look: Look) -> None:
    assert signs(answers=((1, answer),))[sign] is look
    assert sign not in signs(answers=((2, answer),))


def test_who_holds_the_role_already_is_told() -> None:
    held = KnownAccount(5, "x@justice.gouv.fr", Role.AUTHORITY_USER, "FR", "Greffier", is_open=True)
    assert Sign.ROLE_HELD in signs(accounts=(held,))
    for other in (
        replace(held, is_open=False),
        replace(held, state_iso2="ES"),
        replace(held, role=Role.READER),
    ):
        assert Sign.ROLE_NOT_HELD in signs(accounts=(other,))
    assert Sign.HAS_ACCOUNT in signs(accounts=(replace(held, email=ASKED.email, is_open=False),))


@pytest.mark.parametrize(
    ("telephone", "sign"),
    [
        ("+34 91 123 45 67", Sign.TELEPHONE_OF_OTHER_STATE),
        ("call me", Sign.TELEPHONE_NOT_READ),
        ("+33 1 55 50 01 00", None),
        ("01 55 50 01 00", None),
        ("", None),
    ],
)
def test_signals_of_the_telephone(telephone: str, sign: Sign | None) -> None:
    found = set(signs(replace(ASKED, telephone=telephone)))
    of_telephone = found & {Sign.TELEPHONE_OF_OTHER_STATE, Sign.TELEPHONE_NOT_READ}
    assert of_telephone == ({sign} if sign else set())


# --- What the directory knows ----------------------------------------------------------------


def test_the_directory_knows_domains_of_records_and_open_accounts(app: Flask) -> None:
    post = r.ContactPoint(post=a_record().name, emails=(r.Email("desk@contact.gouv.fr"),))
    seed(
        a_record(
            9001,
            emails=(r.Email("office@justice.gouv.fr"), r.Email("office@gmail.com")),
            websites=("https://www.ministere.fr/x",),
            contact_points=(post,),
        )
    )
    an_account(app, "reader@mission.example", state_iso2="ES")
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    found = {(it.domain.ascii, it.state_iso2) for it in known_domains(known_accounts())}
    assert found == {
        ("justice.gouv.fr", "FR"),
        ("contact.gouv.fr", "FR"),
        ("ministere.fr", "FR"),
        ("mission.example", "ES"),
        ("secretariat.example", ""),
    }
    assert [it.name for it in known_names()] == ["Sample Authority 9001"]
