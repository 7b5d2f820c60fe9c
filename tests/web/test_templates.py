"""The rules of the templates: who may hold framework classes, and that every word is marked."""

import re

import pytest
from flask import Flask

from cna_directory.settings import PROJECT_FOLDER
from cna_directory.web.helpers import install

TEMPLATES = PROJECT_FOLDER / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
WITH_WORDS = sorted(
    file
    for folder in ("pages", "layouts", "components", "errors")
    for file in (TEMPLATES / folder).rglob("*.html")
)
MARKUP = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>|&\w+;", re.DOTALL)


def name_of(file) -> str:
    return str(file.relative_to(TEMPLATES))


def bare_words(text: str) -> list[str]:
    """Return words of two letters or more that no mark for translation surrounds."""
    return re.findall(r"[^\W\d_]{2,}", MARKUP.sub(" ", text))


def test_bare_words_are_seen() -> None:
    assert bare_words("<p>{{ _('Marked') }}</p>") == []
    assert bare_words("<p>Forgotten</p>") == ["Forgotten"]


@pytest.mark.parametrize("file", WITH_WORDS, ids=name_of)
def test_every_word_is_marked_for_translation(file) -> None:
    assert set(bare_words(file.read_text())) <= {"doctype", "html", "UTC"}


def test_pages_hold_words_and_components_and_no_classes() -> None:
    for file in (*(TEMPLATES / "pages").rglob("*.html"), *(TEMPLATES / "errors").glob("*.html")):
        assert "class=" not in file.read_text(), name_of(file)
        assert "style=" not in file.read_text(), name_of(file)


@pytest.mark.parametrize("file", COMPONENTS, ids=name_of)
def test_a_component_says_at_its_top_what_it_takes(file) -> None:
    text = file.read_text()
    head = text[: text.index("#}")]
    assert text.startswith("{#")
    for macro in re.findall(r"{%-? macro ([a-z]\w*)\(", text):
        if text.count(f"{{# {macro}(") == 0:
            assert f"{macro}(" in head, f"{name_of(file)} does not describe {macro}"


def test_no_template_switches_escaping_off() -> None:
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text()
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", text), name_of(file)


def test_a_misspelt_name_fails() -> None:
    app = Flask(__name__)
    install(app)
    with pytest.raises(Exception, match="is undefined"):
        app.jinja_env.from_string("{{ nonsense }}").render()


def test_hidden_marks_are_shown_whatever_the_expression() -> None:
    app = Flask(__name__)
    install(app)
    template = app.jinja_env.from_string('<a title="{{ x }}">{{ x }} {{ x ~ "!" }}</a>')
    shown = template.render(x="a\u202eb")
    assert "\u202e" not in shown
    assert shown.count("[U+202E]") == 3
