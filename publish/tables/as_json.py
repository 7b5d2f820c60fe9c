"""The content of an edition as one JSON file that says what it is."""

import hashlib
import json

from publish.content import EditionContent, canonical_json

SCHEMA = "cna-directory-edition/1"

_NOTE = (
    "The value of `content` is the canonical form of the edition: keys sorted, no spaces, UTF-8. "
    "The SHA-256 of those bytes is `content_hash`, which every printed copy of the edition bears. "
    "Pieces of text carry their kind: Words and labels are keys of the directory's fixed words, "
    "Text is a State's own words with their language (BCP 47), Literal is a number or an address."
)


def json_of(content: EditionContent) -> bytes:
    """Return the file; what stands under `content` are the very bytes that were hashed."""
    hashed = canonical_json(content)
    head = json.dumps(
        {
            "schema": SCHEMA,
            "edition": content.number,
            "content_hash": hashlib.sha256(hashed).hexdigest(),
            "note": _NOTE,
        },
        separators=(",", ":"),
    ).encode()
    return b'%s,"content":%s}\n' % (head[:-1], hashed)
