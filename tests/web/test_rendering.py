"""How templates write values and sentences: escaped and visible, whatever brings them to a page."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from cna_directory.web.languages import words_in

TURNED = "+999\u202e1"


@pytest.fixture
def on_a_page(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{{ x }}", "&lt;b&gt;+999[U+202E]1"),
        ("{{ x|upper }}", "&lt;B&gt;+999[U+202E]1"),
        ("{{ _('Opens on %(day)s', day=x) }}", "Opens on &lt;b&gt;+999[U+202E]1"),
        ("{{ ngettext('%(num)d of %(x)s', '%(num)d of %(x)s', 2, x=x) }}",
         "2 of &lt;b&gt;+999[U+202E]1"),
        ("{{ _('50 %% and <b>') }}", "50 % and <b>"),
        ("{% macro m(a, b='!') %}{{ a }}{{ b }}{% endmacro %}{{ m(x) }}{{ m(x, b='?') }}",
         "&lt;b&gt;+999[U+202E]1!&lt;b&gt;+999[U+202E]1?"),
        ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
         "[&lt;b&gt;+999[U+202E]1]"),
        ("{{ 1 }}{{ none }}{{ x|length }}", "1None9"),
    ],
)  # fmt: skip
def test_what_templates_write(on_a_page: None, template: str, written: str) -> None:
    assert render_template_string(template, x=f"<b>{TURNED}") == written


def test_markup_stays_as_it_is_also_within_a_sentence(on_a_page: None) -> None:
    marked = Markup("<bdi>x</bdi>")
    written = render_template_string("{{ x }} {{ _('on %(x)s', x=x) }}", x=marked)
    assert written == "<bdi>x</bdi> on <bdi>x</bdi>"


def test_a_loop_inside_a_macro_knows_where_it_is(on_a_page: None) -> None:
    template = (
        "{% macro m(i) %}{{ i }}{% endmacro %}"
        "{% for it in x %}{{ m(loop.index) }}{{ m(i=it) }}"
        "{% if not loop.last %},{% endif %}{% endfor %}"
    )
    assert render_template_string(template, x="ab") == "1a,2b"


def test_a_sentence_without_one_of_its_values_fails(on_a_page: None) -> None:
    with pytest.raises((KeyError, TypeError)):
        render_template_string("{{ _('on %(day)s') }}")


def test_days_follow_the_language_of_a_mail(on_a_page: None) -> None:
    template = "{{ x|day }}"
    assert render_template_string(template, x=date(2026, 9, 2)) == "2 September 2026"
    with words_in("fr"):
        assert render_template_string(template, x=date(2026, 9, 2)) == "2 septembre 2026"
