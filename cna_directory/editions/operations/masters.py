"""Masters: the built files of an edition with their signatures, as they are stored."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cna_directory import clock
from cna_directory.settings import Settings
from publish.manifest import BuiltFile, built_file

SIGNATURE_TYPE = "application/pkcs7-signature"


@dataclass(frozen=True, slots=True)
class Master:
    """A file of an edition as it is stored."""

    file: BuiltFile
    unsigned_sha256: str
    """What building the same content again must give; empty for a detached signature."""


def signed(number: str, files: Sequence[BuiltFile], settings: Settings) -> tuple[Master, ...]:
    """Return the files signed: a PDF in itself, every other with a signature beside it.

    Raises:
        PublishingFailed: there is no key to sign with.
    """
    return tuple(_signed(number, files, settings))


def _signed(number: str, files: Sequence[BuiltFile], settings: Settings) -> Iterator[Master]:
    # Imported here because web processes load this module too and never sign.
    from cna_directory.editions.signing import signer_of
    from publish.trust.signing import DETACHED

    signer, at = signer_of(settings), clock.now()
    for file in files:
        if file.format == "pdf":
            in_itself = signer.sign_pdf(file.content, at=at)
            sealed = built_file(number, file.language, file.format, in_itself, file.pages)
            yield Master(sealed, file.sha256)
        else:
            yield Master(file, file.sha256)
            yield Master(_beside(file, signer.sign_detached(file.content, at=at), DETACHED), "")


def _beside(file: BuiltFile, signature: bytes, ending: str) -> BuiltFile:
    return BuiltFile(
        name=f"{file.name}{ending}",
        media_type=SIGNATURE_TYPE,
        language=file.language,
        format=f"{file.format}{ending}",
        content=signature,
        sha256=hashlib.sha256(signature).hexdigest(),
    )
