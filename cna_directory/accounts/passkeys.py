"""Passkeys (W3C Web Authentication): what is asked of a browser, and whether its answer is right.

Whatever an answer holds, it is right or refused: the library that reads it meets JSON, CBOR and
certificates that anybody may have made up.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import webauthn
from webauthn.helpers import base64url_to_bytes, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from cna_directory.settings import Settings

LONGEST_ANSWER = 20_000
"""An honest answer has a few thousand characters; what is longer is not even read."""

LONGEST_CREDENTIAL_ID = 1023
MILLISECONDS_TO_ANSWER = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a passkey answered, read but not yet checked."""

    text: str
    credential_id: bytes
    challenge: bytes
    handle: bytes
    """What the passkey knows the account by; empty where it does not say."""
    transports: str


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey that has just proved that it works."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class KnownPasskey:
    """What is kept of a passkey to check its answers."""

    public_key: bytes
    sign_count: int


def question_to_add(
    settings: Settings, *, challenge: bytes, handle: bytes, email: str, known: Sequence[bytes]
) -> str:
    """Return what a browser is asked to make a passkey; it must verify its user and be found alone."""
    options = webauthn.generate_registration_options(
        rp_id=_host(settings),
        rp_name="Directory of Competent National Authorities",
        user_id=handle,
        user_name=email,
        challenge=challenge,
        timeout=MILLISECONDS_TO_ANSWER,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(known),
    )
    return webauthn.options_to_json(options)


def question_to_show(settings: Settings, *, challenge: bytes, known: Sequence[bytes] = ()) -> str:
    """Return what a browser is asked to show a passkey: one of `known`, or any that it has."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(settings),
        challenge=challenge,
        timeout=MILLISECONDS_TO_ANSWER,
        allow_credentials=_descriptors(known),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def read(text: str) -> Answer | None:
    """Return a browser's answer with the question it belongs to, or `None` if it is none."""
    if len(text) > LONGEST_ANSWER:
        return None
    try:
        whole = json.loads(text)
        response = whole["response"]
        asked = parse_client_data_json(base64url_to_bytes(response["clientDataJSON"]))
        credential_id = base64url_to_bytes(whole["rawId"])
        handle = base64url_to_bytes(response.get("userHandle") or "")
        spoken = response.get("transports") or []
        transports = sorted({t.value for t in AuthenticatorTransport if t.value in spoken})
    except Exception:  # noqa: BLE001 - see the head of this module.
        return None
    if asked.cross_origin or not 0 < len(credential_id) <= LONGEST_CREDENTIAL_ID:
        return None
    return Answer(text, credential_id, asked.challenge, handle, ",".join(transports))


def proved_new(answer: Answer, settings: Settings) -> NewPasskey | None:
    """Return the passkey that an answer adds, or `None` if it does not prove that it works."""
    try:
        proved = webauthn.verify_registration_response(
            credential=answer.text,
            expected_challenge=answer.challenge,
            expected_rp_id=_host(settings),
            expected_origin=_origin(settings),
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - see the head of this module.
        return None
    if not 0 < len(proved.credential_id) <= LONGEST_CREDENTIAL_ID:
        return None
    return NewPasskey(proved.credential_id, proved.credential_public_key, proved.sign_count)


def proved_count(answer: Answer, known: KnownPasskey, settings: Settings) -> int | None:
    """Return how often a passkey says it was used, or `None` if its answer is not right.

    A count that does not grow tells of a copy and is not right either; most passkeys say zero.
    """
    try:
        proved = webauthn.verify_authentication_response(
            credential=answer.text,
            expected_challenge=answer.challenge,
            expected_rp_id=_host(settings),
            expected_origin=_origin(settings),
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - see the head of this module.
        return None
    return proved.new_sign_count


def _host(settings: Settings) -> str:
    return settings.host_name.split(":", 1)[0]


def _origin(settings: Settings) -> str:
    scheme = settings.base_url.split("://", 1)[0]
    return f"{scheme}://{settings.host_name}"


def _descriptors(credential_ids: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=credential_id) for credential_id in credential_ids]
