"""An issued edition whose files are small, set at once and past the application."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from flask import Flask
from sqlalchemy import insert, select

from cna_directory.database import db
from cna_directory.editions.models import Edition, EditionFile, EditionStatus, FileChunk
from cna_directory.editions.queries import IssuedEdition, issued_edition
from cna_directory.editions.signing import signer_of
from publish import pdf, rtf
from publish.manifest import built_file
from tests.features.accounts.visitors import past_the_application
from tests.publish.pdf_documents import sample

ISSUED_AT = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
CSV = "\ufeffstate,authority\r\nFR,Ministère\r\nJP,法務省\r\n".encode()
JSON = b'{"schema":"cna-directory-edition/1","content":{"states":["FR"]}}\n'


@dataclass(frozen=True, slots=True)
class Built:
    """Files as they are before they are signed."""

    pdf: bytes
    rtf: bytes


@cache
def built() -> Built:
    """Set the sample once for all tests."""
    return Built(pdf.render(sample()), rtf.render(sample()))


def issue(app: Flask, half: int = 1) -> IssuedEdition:
    """Put an edition of the sample into the database as if it had been issued."""
    signer = signer_of(app.extensions["settings"])
    with past_the_application(app) as connection:
        made = connection.execute(
            insert(Edition).values(
                year=2026,
                half=half,
                status=EditionStatus.ISSUED,
                closing_at=ISSUED_AT,
                issue_at=ISSUED_AT,
                issued_at=ISSUED_AT,
                counts={
                    "states": 3,
                    "authorities": 3,
                    "authorities_real": 0,
                    "authorities_made_up": 3,
                    "not_confirmed": 0,
                },
            )
        )
        edition_id = made.inserted_primary_key[0]
        files = {
            ("en", "pdf"): built().pdf,
            ("en", "rtf"): built().rtf,
            ("mul", "csv"): CSV,
            ("mul", "json"): JSON,
        }
        for (language, kind), content in files.items():
            stored = signer.sign_pdf(content, at=ISSUED_AT) if kind == "pdf" else content
            file = built_file(f"2026/{half}", language, kind, stored)
            connection.execute(
                insert(EditionFile).values(
                    edition_id=edition_id,
                    language=language,
                    format=kind,
                    name=file.name,
                    media_type=file.media_type,
                    size=file.size,
                    sha256=file.sha256,
                    unsigned_sha256=hashlib.sha256(content).hexdigest(),
                )
            )
            chunk = {"sha256": file.sha256, "position": 0}
            # Two editions of the sample have files in common.
            if connection.execute(select(FileChunk.position).filter_by(**chunk)).first() is None:
                connection.execute(insert(FileChunk).values(**chunk, content=stored))
    db.session.rollback()
    return issued_edition(2026, half)
