"""What a file says about itself: title, language, dates, the hash of its content.

The same facts stand in the information dictionary (ISO 32000-1, 14.3.3) and in an XMP packet
(ISO 16684-1), which has to agree with it. The packet does not yet claim PDF/A-2 or PDF/UA-1: the
file is built towards both, but no validator has looked at it.
"""

from pathlib import Path
from xml.sax.saxutils import escape

from publish.document import Document
from publish.fonts import visible
from publish.pdf.objects import ObjectStore, reference, text_string

PRODUCER = "CNA Directory edition builder"
_COLOUR_PROFILE = Path(__file__).with_name("srgb.icc")

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:identifier>{identifier}</dc:identifier>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{identifier}</pdf:Keywords>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def content_identifier(document: Document) -> str:
    """Return the hash of the content as one word, for keywords and identifiers."""
    return f"sha256:{document.content_hash}"


def put_information(document: Document, store: ObjectStore) -> None:
    """Write the information dictionary."""
    day = document.created_on.replace("-", "").encode("ascii")
    date = b"(D:%s000000Z)" % day
    entries = {
        b"Title": text_string(visible(document.title)),
        b"Subject": text_string(visible(document.subject)),
        b"Author": text_string(visible(document.author)),
        b"Keywords": text_string(content_identifier(document)),
        b"ContentHash": text_string(document.content_hash),
        b"Creator": text_string(PRODUCER),
        b"Producer": text_string(PRODUCER),
        b"CreationDate": date,
        b"ModDate": date,
    }
    content = b"".join(b"/%s %s" % entry for entry in entries.items())
    store.put(b"<<%s>>" % content, store.information)


def put_packet(document: Document, store: ObjectStore) -> int:
    """Write the XMP packet, unpacked so that any program can find it, and return its object."""
    packet = _PACKET.format(
        title=escape(visible(document.title)),
        subject=escape(visible(document.subject)),
        author=escape(visible(document.author)),
        language=escape(document.language),
        identifier=escape(content_identifier(document)),
        producer=PRODUCER,
        date=escape(document.created_on),
    )
    return store.put_stream(b"/Type/Metadata/Subtype/XML", packet.encode(), is_compressed=False)


def output_intent(store: ObjectStore) -> bytes:
    """Return the statement that colours are sRGB (ISO 19005-2, 6.2.3)."""
    profile = store.put_stream(b"/N 3", _COLOUR_PROFILE.read_bytes())
    return (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
        b"/DestOutputProfile %s>>" % reference(profile)
    )
