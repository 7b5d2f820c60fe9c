"""A passkey in software: makes keys and answers questions as a browser with a security key does.

The key of an e-mail address is always the same, so that any test may sign in with it.
"""

import base64
import hashlib
import json
import struct
from dataclasses import dataclass
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def decoded(value: str) -> bytes:
    return base64.urlsafe_b64decode(value + "===")


@dataclass
class SoftwareKey:
    """One passkey; its count stays zero, as that of most passkeys does."""

    name: str
    count: int = 0
    origin: str = ORIGIN
    flags: int = PRESENT | VERIFIED

    @property
    def private(self) -> ec.EllipticCurvePrivateKey:
        number = int.from_bytes(hashlib.sha256(f"key of {self.name}".encode()).digest()[:31])
        return ec.derive_private_key(number, ec.SECP256R1())

    @property
    def credential_id(self) -> bytes:
        return hashlib.sha256(f"name of {self.name}".encode()).digest()

    @property
    def public_key(self) -> bytes:
        """The public key as COSE writes it (RFC 9052)."""
        at = self.private.public_key().public_numbers()
        return cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32, "big"), -3: at.y.to_bytes(32, "big")}
        )

    def shown(self, question: str | dict[str, Any], handle: bytes = b"", **changes: Any) -> str:
        """Return the answer that shows this passkey."""
        options = json.loads(question) if isinstance(question, str) else question
        client = self._client("webauthn.get", options, **changes)
        told = self._told(self.flags)
        signature = self.private.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": encoded(client),
            "authenticatorData": encoded(told),
            "signature": encoded(signature),
        }
        if handle:
            response["userHandle"] = encoded(handle)
        return self._answer(response)

    def made(self, question: str | dict[str, Any], **changes: Any) -> str:
        """Return the answer that makes this passkey."""
        options = json.loads(question) if isinstance(question, str) else question
        client = self._client("webauthn.create", options, **changes)
        attested = (
            bytes(16) + struct.pack(">H", len(self.credential_id)) + self.credential_id
        ) + self.public_key
        told = self._told(self.flags | ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        return self._answer(
            {
                "clientDataJSON": encoded(client),
                "attestationObject": encoded(attestation),
                "transports": ["internal"],
            }
        )

    def _client(self, kind: str, options: dict[str, Any], **changes: Any) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said | changes).encode()

    def _told(self, flags: int) -> bytes:
        host = hashlib.sha256(b"localhost").digest()
        return host + bytes([flags]) + struct.pack(">I", self.count)

    def _answer(self, response: dict[str, Any]) -> str:
        name = encoded(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
