"""What a file says about itself: title, language, dates, the hash of its content.

The same facts stand in the information dictionary (ISO 32000-1, 14.3.3) and in an XMP packet
(ISO 16684-1), which has to agree with it. The packet says by which rules the file is built: PDF/UA-1
and PDF/A-2, the latter at level B, which is the level that the tests can check (PDFBox Preflight and
pdfua, see `tests/publish/test_pdf_rules.py`). Pages tell people no more than that.
"""

from pathlib import Path
from xml.sax.saxutils import escape

from publish.document import Document
from publish.fonts import visible
from publish.pdf.objects import ObjectStore, reference, text_string
from publish.pdf.tagging import main_language

PRODUCER = "CNA Directory edition builder"
_COLOUR_PROFILE = Path(__file__).with_name("srgb.icc")

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
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
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file is built by</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
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
        language=escape(main_language(document.language)),
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
