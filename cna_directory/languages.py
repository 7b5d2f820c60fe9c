"""Languages of texts, and text that remembers which language it was written in."""

from dataclasses import dataclass
from enum import StrEnum

INTERFACE_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The interface languages in the order the language switch shows them."""

TRILINGUAL = "mul"
"""The code of the edition in English, French and Spanish at once (ISO 639-2: several languages)."""

EDITION_LANGUAGES = (TRILINGUAL, "en", "fr", "es", "ar", "zh", "ru")
"""What editions can be issued in, the main one first; the same as `publish.wording` sets."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})
"""Primary language tags that are written from right to left."""


class Origin(StrEnum):
    """Where a translation comes from; machine drafts are never printed in an edition."""

    STATE = "state"
    SECRETARIAT = "secretariat"
    UNOFFICIAL = "unofficial"
    MACHINE_DRAFT = "machine_draft"


@dataclass(frozen=True, slots=True)
class Translation:
    """A rendering of a text in another language, with its origin."""

    language: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class LocalisedText:
    """What a State wrote, in the language it wrote it, with any translations beside it.

    The original is never overwritten; `language` is a BCP 47 tag, `und` where it is not known.
    """

    language: str
    text: str
    translations: tuple[Translation, ...] = ()

    def in_language(self, language: str) -> str:
        """Return the text in `language` if the State or a person gave it, else the original."""
        for translation in self.translations:
            if translation.language == language and translation.origin != Origin.MACHINE_DRAFT:
                return translation.text
        return self.text


def direction(language: str) -> str:
    """Return `rtl` or `ltr`, the value of the HTML `dir` attribute for a text in `language`."""
    return "rtl" if language.split("-", 1)[0] in RIGHT_TO_LEFT else "ltr"
