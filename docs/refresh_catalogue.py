"""Developer only: bring the English catalogue up to date with the words that are marked.

Run `.venv/bin/python docs/refresh_catalogue.py` after changing words in code or templates. English
sentences are the keys of all catalogues, so the English one has no translations of its own: it is
the list of what there is to translate. A test fails while it is not up to date.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "cna_directory" / "translations"
ENGLISH = FOLDER / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    # Sentences of the floors below, which know no languages; pages say them in theirs.
    "AccessRefused": (1,),
    "EditConflict": (1,),
    "LinkExpired": (1,),
    "NotFound": (1,),
    "Problem": (2,),
    "TooManyAttempts": (1,),
}
HEAD = r"""# The words of the directory in English: the list of what there is to translate.
# Made by docs/refresh_catalogue.py; do not edit.
msgid ""
msgstr ""
"Project-Id-Version: Directory of Competent National Authorities\n"
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Translation-Status: reviewed\n"

"""


def marked_words() -> Catalog:
    """Return every word that is marked for translation, with the files it stands in."""
    with (FOLDER / "mapping.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalogue = Catalog(locale="en")
    found = extract_from_dir(
        PROJECT, methods, options, keywords=KEYWORDS, directory_filter=_is_of_the_project
    )
    for name, _line, message, comments, context in sorted(found, key=lambda row: row[:2]):
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def committed_words() -> Catalog:
    """Return the catalogue as it is committed."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def _is_of_the_project(folder: str | Path) -> bool:
    name = Path(folder).name
    return not name.startswith(".") and name not in {"instance", "node_modules", "tests"}


def main() -> None:
    """Write the English catalogue anew."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    catalogue = marked_words()
    with ENGLISH.open("wb") as file:
        # Babel's own head would change with the day on which it is written.
        file.write(HEAD.encode())
        write_po(
            file, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=True
        )
    sys.stdout.write(f"{len(catalogue)} messages\n")


if __name__ == "__main__":
    main()
