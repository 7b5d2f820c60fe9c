"""Whatever is sent in place of a passkey's answer is refused, and nothing falls over."""

import json
from pathlib import Path

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cna_directory.accounts import passkeys
from cna_directory.accounts.passkeys import KnownPasskey
from tests.conftest import make_settings
from tests.features.accounts.software_key import SoftwareKey, decoded, encoded
from tests.features.accounts.visitors import TOKEN, browser_at

SETTINGS = make_settings("sqlite://", Path("nowhere"))
KEY = SoftwareKey("hostile")
KNOWN = KnownPasskey(KEY.public_key, 0)
CHALLENGE = {"challenge": encoded(b"c" * 32)}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("AAAA"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
CBOR = st.recursive(
    st.none() | st.integers(-(2**63), 2**63) | st.binary(max_size=80) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.integers(-5, 5) | st.text(max_size=8), inner, max_size=5)
    ),
    max_leaves=8,
)
PLACES = ["id", "rawId", "type", "response"]
PARTS = ["clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"]


def refused(text: str) -> bool:
    """Say whether an answer neither shows nor adds a passkey."""
    answer = passkeys.read(text)
    if answer is None:
        return True
    shown = passkeys.proved_count(answer, KNOWN, SETTINGS)
    return shown is None and passkeys.proved_new(answer, SETTINGS) is None


def test_an_honest_answer_is_not_refused():
    assert not refused(KEY.shown(CHALLENGE))
    assert not refused(KEY.made(CHALLENGE))


@given(st.text() | ANYTHING.map(json.dumps))
def test_any_text_is_refused(text):
    assert refused(text)


@given(st.sampled_from(PLACES + PARTS), ANYTHING | st.binary(max_size=200).map(encoded))
def test_an_answer_with_anything_in_one_place_is_read_or_refused(place, value):
    for whole in (KEY.shown(CHALLENGE), KEY.made(CHALLENGE)):
        answer = json.loads(whole)
        (answer if place in PLACES else answer["response"])[place] = value
        refused(json.dumps(answer))


@given(CBOR, st.sampled_from(["none", "packed", "tpm", "fido-u2f", "android-key", "apple", "x"]))
def test_any_attestation_is_refused_or_read(value, kind):
    answer = json.loads(KEY.made(CHALLENGE))
    honest = cbor2.loads(decoded(answer["response"]["attestationObject"]))
    for made_up in (
        cbor2.dumps(value),
        cbor2.dumps(honest | {"fmt": kind, "attStmt": value}),
        cbor2.dumps(honest | {"authData": honest["authData"][:55] + cbor2.dumps(value)}),
    ):
        answer["response"]["attestationObject"] = encoded(made_up)
        passkeys.proved_new(passkeys.read(json.dumps(answer)), SETTINGS)


@given(st.integers(0, 400), st.integers(1, 255))
def test_an_answer_that_differs_in_one_byte_of_what_is_signed_is_refused(place, change):
    answer = json.loads(KEY.shown(CHALLENGE))
    signed = bytearray(decoded(answer["response"]["authenticatorData"]))
    signed[place % len(signed)] ^= change
    answer["response"]["authenticatorData"] = encoded(bytes(signed))
    assert refused(json.dumps(answer))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{" * 5000,
        "[" * 9000,
        "1" * 20_001,
        '{"response": {}}',
        "\x00",
        '{"id": 1e999}',
    ],
)
def test_the_page_refuses_it_too(app, text):
    browser = browser_at(app)
    token = TOKEN.search(browser.get("/sign-in").text)[1]
    answer = browser.post("/sign-in/passkey", data={"csrf_token": token, "answer": text})
    assert answer.status_code == 422
