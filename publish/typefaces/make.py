"""Remakes the font files of this folder from Debian's packages; run by a developer, never by us.

Usage, after `apt-get install fonts-noto-core fonts-noto-cjk` (versions in README.md):

    python publish/typefaces/make.py

Every file is a subset under the SIL Open Font License 1.1: hinting is dropped (the PDF never
needs it), and the Chinese and Korean faces are turned from cubic to quadratic outlines, because
the PDF embeds TrueType only.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

HERE = Path(__file__).parent
NOTO = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto")

WHOLE = [
    "NotoSans",
    "NotoNaskhArabic",
    "NotoSansHebrew",
    "NotoSansArmenian",
    "NotoSansGeorgian",
    "NotoSansThai",
    "NotoSansLao",
]
REGULAR_ONLY = [
    "NotoSansDevanagari",
    "NotoSansBengali",
    "NotoSansGurmukhi",
    "NotoSansGujarati",
    "NotoSansOriya",
    "NotoSansTamil",
    "NotoSansTelugu",
    "NotoSansKannada",
    "NotoSansMalayalam",
    "NotoSansSinhala",
    "NotoSansKhmer",
    "NotoSansMyanmar",
    "NotoSansEthiopic",
    "NotoSansThaana",
    "NotoSansTifinagh",
    "NotoSerifTibetan",
]
MATH = (*range(0x2190, 0x2200), *range(0x2200, 0x2300), 0x27E8, 0x27E9)
SYMBOLS = (*range(0x2460, 0x2600), *range(0x2600, 0x27C0), 0x2117)
CJK_SIGNS = (
    *range(0x3000, 0x3100),
    *range(0x31F0, 0x3200),
    *range(0xFF00, 0xFFF0),
    *(0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026),
)
KANJI_LEVEL_1 = range(0x889F, 0x9873)
HANGUL = range(0xAC00, 0xD7A4)
JAMO = range(0x3131, 0x318F)
# A quadratic outline may stray from the cubic one by this part of an em's 1000 units.
OUTLINE_TOLERANCE = 1.0


def main() -> None:
    """Write all font files into this folder."""
    for name in WHOLE:
        _shrink(name, "Regular")
        _shrink(name, "Bold")
    for name in REGULAR_ONLY:
        _shrink(name, "Regular")
    _shrink("NotoSansMath", "Regular", MATH)
    _shrink("NotoSansSymbols", "Regular", SYMBOLS)
    _shrink("NotoSansSymbols2", "Regular", SYMBOLS)
    chinese = sorted({*_charset("gb2312"), *_charset("shift_jis", KANJI_LEVEL_1), *CJK_SIGNS})
    korean = sorted({*(point for point in _charset("euc_kr") if point in HANGUL), *JAMO})
    for weight in ("Regular", "Bold"):
        _convert("SC", weight, chinese, f"NotoSansSC-{weight}.ttf")
        _convert("KR", weight, korean, f"NotoSansKR-{weight}.ttf")


def _shrink(name: str, weight: str, points: Iterable[int] | None = None) -> None:
    font = TTFont(NOTO / f"{name}-{weight}.ttf", recalcTimestamp=False)
    _subset(font, points if points is not None else font.getBestCmap())
    font.save(HERE / f"{name}-{weight}.ttf")


def _convert(region: str, weight: str, points: Iterable[int], file_name: str) -> None:
    collection = TTCollection(CJK / f"NotoSansCJK-{weight}.ttc")
    font = next(font for font in collection.fonts if _is_region(font, region))
    _subset(font, points, features=["kern"])
    _make_outlines_quadratic(font)
    font.recalcTimestamp = False
    font.save(HERE / file_name)


def _is_region(font: TTFont, region: str) -> bool:
    return str(font["name"].getDebugName(1)) == f"Noto Sans CJK {region}"


def _subset(font: TTFont, points: Iterable[int], features: list[str] | None = None) -> None:
    options = subset.Options()
    options.layout_features = features or ["*"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "MATH"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)


def _make_outlines_quadratic(font: TTFont) -> None:
    order = font.getGlyphOrder()
    drawings = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawings[name].draw(Cu2QuPen(pen, OUTLINE_TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = glyphs
    del font["CFF "]
    table.compile(font)
    _describe_as_truetype(font)


def _describe_as_truetype(font: TTFont) -> None:
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for field in [
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
        "maxComponentDepth",
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
    ]:
        setattr(limits, field, 0)
    limits.maxZones = 1
    names = font["post"]
    names.formatType = 3.0
    names.extraNames = []
    names.mapping = {}
    font.sfntVersion = "\000\001\000\000"
    font.flavor = None


def _charset(name: str, codes: range = range(0xA1A1, 0xF7FF)) -> Iterator[int]:
    """Yield the code points of a two-byte character set between two of its codes."""
    for code in codes:
        try:
            text = code.to_bytes(2, "big").decode(name)
        except UnicodeDecodeError:
            continue
        # Codes with an ASCII byte in them decode to two characters or are not ours.
        if len(text) == 1:
            yield ord(text)


if __name__ == "__main__":
    main()
