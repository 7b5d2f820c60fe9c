"""Signatures: who issued a file, and that not a byte of it has changed since.

A PDF carries its signature in itself (PAdES B-B, invisible, a certification that allows no change);
any other file has one beside it (CMS with the certificate, detached). Nothing here asks the network:
no time stamp, no revocation list, and whether a certificate is the right one is decided by its
fingerprint, which the deploying body publishes, not by a list of authorities.

Verifying reads no PDF: it takes the byte range that the signature names, and all bytes outside it
must be the signature itself, written as this module writes it. So there is no byte of a file that
could change unseen, whatever a reader of PDF would make of it.
"""

import asyncio
import hashlib
import io
import os
import re
import tempfile
from collections import deque
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

DETACHED = ".p7s"
"""What is added to a file's name and format for its detached signature."""

DEMONSTRATION = "Demonstration of the CNA Directory"
"""Whom a certificate names that the program made for itself."""

_DIGEST = "sha256"
_FIELD = "Issuer"
_PROBE = b"Any bytes: what is signed with the key must be verified with the certificate."
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_DEMONSTRATION_YEARS = 30
_LARGEST_SIGNATURE = 64 * 1024
_byte_range = re.compile(rb"/ByteRange ?\[ ?0 (\d{1,12}) (\d{1,12}) (\d{1,12}) *\]")
_moment = re.compile(rb"/M ?\(D(?::|\\072)(\d{14})(?:Z|\+00'00'?)\)")
_MOST_RANGES = 8
"""Byte ranges that are verified, which takes the whole file each time; our files have one."""

_NEAR = 2000
"""Bytes before the byte range that belong to the same dictionary."""
_end_of_file = re.compile(rb"%%EOF[\r\n]*")


_Signed = TypeVar("_Signed")


class UnusableKey(Exception):
    """The file of the signing key cannot be read, or holds no key that signs."""


class Verdict(StrEnum):
    """What the signature of a file says about it."""

    UNTOUCHED = "untouched"
    APPENDED = "appended"
    """What was signed is untouched, and something stands after it."""
    CHANGED = "changed"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about a file by its signature alone.

    `fingerprint` is the SHA-256 of the certificate: only a file signed by the issuer's own
    certificate is the issuer's, and anybody can make one that names it.
    """

    verdict: Verdict
    fingerprint: str = ""
    signer: str = ""
    signed_at: datetime | None = None
    covered: int = 0
    """How many bytes from the beginning the signature covers; for a detached one all of them."""

    @property
    def is_untouched(self) -> bool:
        """Say whether every byte is as it was when the file was signed."""
        return self.verdict is Verdict.UNTOUCHED


class Signer:
    """Signs in the name of one certificate."""

    def __init__(self, simple: signers.SimpleSigner) -> None:
        """Take the key, and make sure that it belongs to the certificate.

        Raises:
            UnusableKey: it does not, or is of a kind that cannot sign.
        """
        self._simple = simple
        if not verified(_PROBE, self.sign_detached(_PROBE, at=_LONG_AGO)).is_untouched:
            raise UnusableKey("The key and the certificate do not belong together.")

    @classmethod
    def from_file(cls, path: Path, password: str = "") -> "Signer":
        """Open a PKCS#12 file with a private key, its certificate and those above it.

        Raises:
            UnusableKey: the file cannot be read, or holds no key that signs.
        """
        try:
            simple = signers.SimpleSigner.load_pkcs12_data(
                path.read_bytes(), other_certs=[], passphrase=password.encode() or None
            )
        except (OSError, ValueError) as error:
            raise UnusableKey(f"{path}: {error}") from error
        if simple is None:
            raise UnusableKey(f"{path}: no key and certificate in it, or another password.")
        return cls(simple)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the certificate, by which everybody can know it."""
        return hashlib.sha256(self._certificate.dump()).hexdigest()

    @property
    def name(self) -> str:
        """Return whom the certificate names."""
        return _name_of(self._certificate)

    @property
    def valid_from(self) -> datetime:
        """Return the moment from which the certificate is valid."""
        moment: datetime = self._certificate.not_valid_before
        return moment

    @property
    def valid_until(self) -> datetime:
        """Return the last moment at which the certificate is valid."""
        moment: datetime = self._certificate.not_valid_after
        return moment

    def sign_pdf(self, content: bytes, *, at: datetime) -> bytes:
        """Return a PDF with its signature appended; the unsigned file is the beginning of it."""
        metadata = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm=_DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        signer = _PunctualPdfSigner(metadata, self._simple, at)
        writer = _QuietWriter(io.BytesIO(content))
        signed: io.BytesIO = _finished(signer.async_sign_pdf(writer))
        return signed.getvalue()

    def sign_detached(self, content: bytes, *, at: datetime) -> bytes:
        """Return the signature of a file that cannot carry it, to be kept beside it."""
        made = _finished(
            self._simple.async_sign_general_data(
                content,
                _DIGEST,
                detached=True,
                use_cades=True,
                signed_attr_settings=PdfCMSSignedAttributes(signing_time=at),
            )
        )
        return bytes(made.dump())

    @property
    def _certificate(self) -> asn1_x509.Certificate:
        certificate = self._simple.signing_cert
        if certificate is None:
            raise UnusableKey("The signing key has no certificate.")
        return certificate


def _finished(signing: Coroutine[Any, Any, _Signed]) -> _Signed:
    """Take a coroutine of pyHanko to its end in a thread of its own.

    An event loop that runs in this thread already, whoever runs it, is then not in the way.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, signing).result()


class _PunctualPdfSigner(signers.PdfSigner):
    """Signs as of a moment that it is told; pyHanko would ask the clock of the machine."""

    def __init__(
        self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime
    ) -> None:
        super().__init__(metadata, signer)
        self.at = at

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - as pyHanko calls it.
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at.astimezone(UTC)
        return session

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Name the extension that PAdES is in PDF 1.7; PDF/A-2 knows no later version."""
        pdf_out.register_extension(ESIC_EXTENSION_1)


class _QuietWriter(IncrementalPdfFileWriter):
    """Appends the signature and nothing else; pyHanko would rewrite what the file says of itself."""

    def _update_meta(self) -> None:
        """Leave dates, producer and XMP packet as they are, so that they go on agreeing."""


def demonstration_key(path: Path, *, at: datetime) -> None:
    """Make a key with a certificate that says it is a demonstration's, unless there is one.

    The file is only its owner's to read, and appears whole or not at all: two processes that begin
    together end with the same key.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-") as made:
        made.write(_demonstration_pkcs12(at))
        made.flush()
        os.fsync(made.fileno())
        try:
            os.link(made.name, path)
        except FileExistsError:
            return


def _demonstration_pkcs12(at: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, DEMONSTRATION)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365 * _DEMONSTRATION_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_SIGNS_ONLY, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        DEMONSTRATION.encode(), key, certificate, None, NoEncryption()
    )


_SIGNS_ONLY = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def verified(content: bytes, detached: bytes | None = None) -> Verification:
    """Say whether a file is as it was signed, by which certificate and when.

    Without a detached signature the file is taken for a PDF that holds its own, and the last ones
    are looked at: what is appended may claim to be signed as often as it likes.
    """
    if detached is not None:
        return _said_by(detached, [content], len(content), is_whole=True)
    best = Verification(Verdict.UNSIGNED)
    for found in reversed(deque(_byte_range.finditer(content), _MOST_RANGES)):
        said = _said_inside(content, found)
        if said.is_untouched:
            return said
        if best.verdict is not Verdict.APPENDED:
            best = said
    return best


def unsigned(signed: bytes, sha256: str) -> bytes | None:
    """Return the PDF that was signed, which is the beginning of the signed one.

    It is known by its hash; `None` where no beginning of the file has it.
    """
    for end in reversed([found.end() for found in _end_of_file.finditer(signed)]):
        if hashlib.sha256(signed[:end]).hexdigest() == sha256:
            return signed[:end]
    return None


def _said_inside(content: bytes, found: re.Match[bytes]) -> Verification:
    """Verify the signature in a PDF whose byte range was found."""
    first, second, length = (int(number) for number in found.groups())
    end = second + length
    gap = content[first:second]
    is_possible = first < second < end <= len(content) and len(gap) <= 2 * _LARGEST_SIGNATURE
    signature = _taken_from(gap) if is_possible else None
    if signature is None:
        return Verification(Verdict.CHANGED)
    pieces = [content[:first], content[second:end]]
    said = _said_by(signature, pieces, end, is_whole=end == len(content))
    return replace(said, signed_at=_moment_in(content[found.start() - _NEAR : end]))


def _taken_from(gap: bytes) -> bytes | None:
    """Return the signature that a PDF keeps room for, if that is all that stands there.

    The hash leaves this room out: digits of another case, or others than noughts after the
    signature, would mean the same to a reader of PDF and yet be a change.
    """
    try:
        padded = bytes.fromhex(gap[1:-1].decode("ascii"))
        signature = bytes(cms.ContentInfo.load(padded).dump())
    except Exception:  # noqa: BLE001 - whatever a broken signature does to its reader.
        return None
    digits = signature.hex().upper().encode()
    return signature if gap == b"<" + digits.ljust(len(gap) - 2, b"0") + b">" else None


def _said_by(
    signature: bytes, pieces: Sequence[bytes], covered: int, *, is_whole: bool
) -> Verification:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    try:
        said = _read(signature, digest.digest(), covered)
    except Exception:  # noqa: BLE001 - whatever a broken signature does to its reader.
        return Verification(Verdict.CHANGED)
    if said.verdict is Verdict.UNTOUCHED and not is_whole:
        return replace(said, verdict=Verdict.APPENDED)
    return said


def _read(signature: bytes, digest: bytes, covered: int) -> Verification:
    signed = cms.ContentInfo.load(signature, strict=True)["content"]
    found = extract_certificate_info(signed)
    certificate, info = found.signer_cert, extract_signer_info(signed)
    is_intact, is_valid = validate_sig_integrity(info, certificate, "data", digest)
    is_ours = signature == _as_written(signed, info) and _is_chain(certificate, found.other_certs)
    attributes = {attribute["type"].native: attribute for attribute in info["signed_attrs"]}
    told = attributes.get("signing_time")
    return Verification(
        Verdict.UNTOUCHED if is_intact and is_valid and is_ours else Verdict.CHANGED,
        fingerprint=hashlib.sha256(certificate.dump()).hexdigest(),
        signer=_name_of(certificate),
        signed_at=told["values"][0].native if told else None,
        covered=covered,
    )


def _as_written(signed: cms.SignedData, info: cms.SignerInfo) -> bytes:
    """Return the signature as this module writes it, around the parts that prove themselves.

    The rest of its envelope is signed by nobody: it must be what it always is.
    """
    digest = algos.DigestAlgorithm({"algorithm": _DIGEST})
    certificate = extract_certificate_info(signed).signer_cert
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms((digest,)),
            "encap_content_info": {"content_type": "data"},
            "certificates": signed["certificates"],
            "signer_infos": [
                cms.SignerInfo(
                    {
                        "version": "v1",
                        "sid": cms.SignerIdentifier(
                            {
                                "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                                    {
                                        "issuer": certificate.issuer,
                                        "serial_number": certificate.serial_number,
                                    }
                                )
                            }
                        ),
                        "digest_algorithm": digest,
                        "signature_algorithm": info["signature_algorithm"],
                        "signature": info["signature"].native,
                        "signed_attrs": info["signed_attrs"],
                    }
                )
            ],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": content}).dump())


def _name_of(certificate: asn1_x509.Certificate) -> str:
    names = certificate.subject.native
    return str(names.get("common_name") or names.get("organization_name") or "")


def _is_chain(certificate: asn1_x509.Certificate, others: Sequence[asn1_x509.Certificate]) -> bool:
    """Say whether the other certificates are those above the signer's, each vouched for."""
    below = x509.load_der_x509_certificate(certificate.dump())
    waiting = [x509.load_der_x509_certificate(other.dump()) for other in others]
    while waiting:
        above = next((other for other in waiting if other.subject == below.issuer), None)
        if above is None:
            return False
        below.verify_directly_issued_by(above)
        waiting.remove(above)
        below = above
        if not waiting and above.subject == above.issuer:
            above.verify_directly_issued_by(above)
    return True


def _moment_in(dictionary: bytes) -> datetime | None:
    """Return when a PDF says that it was signed, as this module writes it (ISO 32000-1, 7.9.4)."""
    found = _moment.search(dictionary)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
