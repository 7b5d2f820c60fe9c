"""A message: its name is the folder of its templates, its words are all that they may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from cna_directory.languages import INTERFACE_LANGUAGES, direction
from cna_directory.settings import PROJECT_FOLDER

TEMPLATES = PROJECT_FOLDER / "templates" / "emails"
CATALOGUES = PROJECT_FOLDER / "cna_directory" / "translations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message as it will be read."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one recipient, before it is put into words.

    Raises:
        ValueError: the recipient's address holds a line break, which no address does.
    """

    name: str
    recipient: str
    language: str = "en"
    words: Mapping[str, object] = field(default_factory=dict)
    about: str = ""
    """What it tells of, such as `edition/2026/1`, where its recipients are shown together."""
    ending_link: str = ""
    """The address by which its reader ends mails of this kind (RFC 8058); empty for all others."""

    def __post_init__(self) -> None:
        """Refuse an address that would begin another header."""
        if len(self.recipient.split()) != 1:
            raise ValueError("the recipient of a mail must be one address without spaces")

    def rendered(self, templates: Path = TEMPLATES) -> Rendered:
        """Return subject, text and HTML in the language of the recipient."""
        language = self.language if self.language in INTERFACE_LANGUAGES else "en"
        environment = _environment(templates, language)
        words = {"language": language, "direction": direction(language), **self.words}

        def part(file: str) -> str:
            return environment.get_template(f"{self.name}/{file}").render(words)

        # A subject is one line whatever its words hold: a line break would begin another header.
        return Rendered(
            subject=" ".join(part("subject.txt").split()),
            text=part("body.txt").strip() + "\n",
            html=part("body.html").strip() + "\n",
        )


@cache
def _environment(templates: Path, language: str) -> Environment:
    """Return templates in one language; a name that is misspelt in them raises."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    translations = Translations.load(CATALOGUES, [language])
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    return environment
