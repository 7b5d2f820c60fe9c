"""What the name of a notified authority tells: its kind, its language, which two are the same."""

import re
import unicodedata

from cna_directory.authorities.record import AuthorityKind

_KINDS: tuple[tuple[str, AuthorityKind], ...] = (
    (r"asset recovery office", AuthorityKind.ASSET_RECOVERY),
    (
        (
            r"corrup|ombudsman|accountability bureau|special investigation service"
            r"|inspectorate gener|government inspectorate|transparencia|ethics and integrity"
            r"|participación ciudadana"
        ),
        AuthorityKind.ANTI_CORRUPTION,
    ),
    (r"financial intelligence", AuthorityKind.FINANCIAL_INTELLIGENCE),
    (r"customs", AuthorityKind.CUSTOMS),
    (
        (
            r"coast guard|maritime|seeschifffahrt|capitan[ií]as|ministry of transport|verkehr|navy"
            r"|ministry for transport|department of transport|ministry of infrastructure"
            r"|public works, transport"
        ),
        AuthorityKind.MARITIME,
    ),
    (
        r"police|bundeskriminalamt|investigation service|bureau of investigation",
        AuthorityKind.POLICE,
    ),
    (
        (
            r"prosecut|procura|procureur|parquet|fiscal[ií]a|attorney|crown law|state law office"
            r"|public ministry"
        ),
        AuthorityKind.PROSECUTION,
    ),
    (
        r"foreign affairs|relaciones exteriores|department of state|foreign trade",
        AuthorityKind.MINISTRY_OF_FOREIGN_AFFAIRS,
    ),
    (
        r"justi[czt]|legal affairs|\blaw\b|judicial services",
        AuthorityKind.MINISTRY_OF_JUSTICE,
    ),
    (
        r"interior|internal|home affairs|inneres|public security|binnenland",
        AuthorityKind.MINISTRY_OF_INTERIOR,
    ),
    (r"court|judicial branch", AuthorityKind.COURT),
)

_LANGUAGE_SIGNS: tuple[tuple[str, str], ...] = (
    (r"\b(Bundes|Zentralstelle|Oberste)", "de"),
    (
        r"\b(Ministère|Directeur|Direction d|Comité|Parquet|Office fédéral|Unité|Service Cent)",
        "fr",
    ),
    (r"\b(Le (Ministre|Directeur)|Division d')", "fr"),
    (
        r"\b(Ministerio|Direcci[oó]n|Procuradur[ií]a|Fiscal[ií]a|Consejo|Delegaci[oó]n)",
        "es",
    ),
    (r"\b(Subdirecci[oó]n)", "es"),
    (r"\b(Procuradoria|Direcção)", "pt"),
    (r"\b(Comando Generale)", "it"),
)


def sameness_key(name: str) -> str:
    """Return what is left of a name without case, accents, marks and a leading article."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(
        " " if not character.isalnum() else character
        for character in plain
        if not unicodedata.combining(character)
    )
    words = letters.split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def kind_of_authority(name: str) -> AuthorityKind:
    """Return the kind of body that a name speaks of, `OTHER` where it does not say."""
    lowered = name.casefold()
    # A ministry that has "justice" and "interior" in its name is listed by the first word of them.
    for pattern, kind in _KINDS:
        if re.search(pattern, lowered):
            return kind
    return AuthorityKind.OTHER


def language_of_name(name: str, *, is_translated: bool) -> str:
    """Return the language of a name: English when we rendered it, else what its words show."""
    if is_translated:
        return "en"
    for pattern, language in _LANGUAGE_SIGNS:
        if re.search(pattern, name):
            return language
    return "en"


def acronym_in(name: str) -> str:
    """Return the capitals in brackets at the end of a name, for example `ICAC`."""
    found = re.search(r"\(([A-Z]{2,8})\)$", name)
    return found.group(1) if found else ""
