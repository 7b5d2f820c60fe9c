"""How the templates of pages call, write and find words, each of which one page does a thousand times.

What Jinja does there serves every kind of template; ours all become HTML, so each step can be one
call instead of four.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from cna_directory.text import visible
from cna_directory.web.languages import words_of_page


def install(environment: Environment) -> None:
    """Let templates write, call and find their words by what stands in this file."""
    environment.code_generator_class = _PageWriter
    environment.context_class = _PageContext
    environment.finalize = written
    environment.globals.update(_=words, gettext=words, ngettext=counted_words)


def shown(value: object) -> object:
    """Return a value with what it hides shown, if it is text that somebody else wrote."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def written(value: object) -> str:
    """Return what a page says for a value: markup as it stands, all else escaped and visible.

    Every expression of every template comes through here, so that none can forget it.
    """
    return value if type(value) is Markup else escape(shown(value))


def words(sentence: str, /, **values: object) -> Markup:
    """Return a sentence in the language of the page, with these values in it."""
    return _filled(words_of_page().gettext(sentence), values)


def counted_words(one: str, many: str, number: int, /, **values: object) -> Markup:
    """Return the sentence for a number, with `num` and these values in it."""
    return _filled(words_of_page().ngettext(one, many, number), {"num": number, **values})


def _filled(sentence: str, values: dict[str, object]) -> Markup:
    """Return a sentence of ours as markup, its values escaped; `%%` in it is one percent sign."""
    if not values:
        return Markup(sentence % ())  # noqa: S704 # Sentences stand in templates, values do not.
    return Markup(sentence) % {name: shown(it) for name, it in values.items()}  # noqa: S704


class _PageContext(Context):
    """What a template knows; it calls macros and plain functions at once.

    Jinja asks of whatever is called, three times, whether it wants to be told of its surroundings.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without globals of one template alone, for which Jinja looks at every import."""
        super().__init__(*args, **kwargs)
        self.globals_keys = set()

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls."""
        kind = type(called)
        if kind is not Macro and (kind is not FunctionType or called.__dict__):
            return super().call(called, *args, **kwargs)
        if kwargs:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class _PageWriter(CodeGenerator):
    """Leaves escaping to `written`; Jinja would call a second function for it."""

    def _output_child_pre(
        self, _node: Expr, _frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(finalize.src or "")

    def _output_child_post(
        self, _node: Expr, _frame: Frame, _finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(")")
