"""Puts the used part of each face into the file: outlines, widths, and the text of each code."""

import hashlib

import uharfbuzz

from publish.pdf.faces import Face
from publish.pdf.objects import Objects, reference

# Shaping is done; a reader needs outlines and widths only.
_UNNEEDED_TABLES = ("GSUB", "GPOS", "GDEF", "kern", "name", "post", "OS/2", "STAT", "cmap")
_MAPPINGS_A_BLOCK = 100


def embed(face: Face, store: Objects) -> int:
    """Add a composite font for the face and return its object (ISO 32000-1, 9.7.6)."""
    glyphs = sorted({0, *(shown.glyph for shown in face.shown.values())})
    outlines = _subset(face, glyphs)
    title = f"{_subset_tag(glyphs)}+{face.name}".encode()
    file = store.put_stream(b"/Length1 %d" % len(outlines), outlines)
    descriptor = store.put(_descriptor(face, title, file))
    descendant = store.put(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %s/CIDToGIDMap %s/DW 0/W[%s]>>"
        % (title, reference(descriptor), _glyph_map(face, store), _widths(face))
    )
    texts = store.put_stream(
        b"", _to_unicode({code: shown.text for code, shown in face.shown.items()})
    )
    return store.put(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
        b"/DescendantFonts[%s]/ToUnicode %s>>" % (title, reference(descendant), reference(texts))
    )


def _subset(face: Face, glyphs: list[int]) -> bytes:
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).set(set(glyphs))
    wanted.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NO_HINTING
    unneeded = wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
    for table in _UNNEEDED_TABLES:
        unneeded.add(int.from_bytes(table.encode(), "big"))
    return bytes(uharfbuzz.subset(face.face, wanted).blob.data)


def _subset_tag(glyphs: list[int]) -> str:
    """Return the six letters that mark a subset (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(repr(glyphs).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(face: Face, title: bytes, file: int) -> bytes:
    ascent, descent = face.ascent * 1000, face.descent * 1000
    return (
        b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1000 -%d 3000 %d]/ItalicAngle 0"
        b"/Ascent %d/Descent -%d/CapHeight 714/StemV %d/FontFile2 %s>>"
        % (
            title,
            descent,
            ascent,
            ascent,
            descent,
            140 if face.name.endswith("Bold") else 80,
            reference(file),
        )
    )


def _glyph_map(face: Face, store: Objects) -> bytes:
    """Return the map from codes to glyphs, a stream only where the two differ."""
    if all(code == shown.glyph for code, shown in face.shown.items()):
        return b"/Identity"
    table = bytearray(2 * (max(face.shown) + 1))
    for code, shown in face.shown.items():
        table[2 * code : 2 * code + 2] = shown.glyph.to_bytes(2, "big")
    return reference(store.put_stream(b"", bytes(table)))


def _widths(face: Face) -> bytes:
    """Return the widths of all used codes in thousandths (ISO 32000-1, 9.7.4.3)."""
    codes = sorted(face.shown)
    parts = []
    start = 0
    for place in range(1, len(codes) + 1):
        if place == len(codes) or codes[place] != codes[place - 1] + 1:
            widths = [
                b"%g" % round(face.advance(face.shown[code].glyph) * 1000 / face.units, 1)
                for code in codes[start:place]
            ]
            parts.append(b"%d[%s]" % (codes[start], b" ".join(widths)))
            start = place
    return b"".join(parts)


def _to_unicode(texts: dict[int, str]) -> bytes:
    """Return the map from codes to text, for copying and searching (ISO 32000-1, 9.10.3)."""
    mapped = [(code, text) for code, text in sorted(texts.items()) if text]
    blocks = [
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
        b" /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"
        b" /CMapName/Adobe-Identity-UCS def /CMapType 2 def"
        b" 1 begincodespacerange<0000><ffff>endcodespacerange"
    ]
    for start in range(0, len(mapped), _MAPPINGS_A_BLOCK):
        block = [
            b"<%04x><%s>" % (code, text.encode("utf-16-be").hex().encode())
            for code, text in mapped[start : start + _MAPPINGS_A_BLOCK]
        ]
        blocks.append(b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)))
    blocks.append(b"endcmap CMapName currentdict /CMap defineresource pop end end")
    return b"\n".join(blocks)
