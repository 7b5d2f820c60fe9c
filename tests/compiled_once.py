"""What is the same for every application of a run is compiled once for each worker.

Each test has an application and a database of its own. Nothing of them is shared here but what the
libraries compile from the same source every time: templates, addresses and statements.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule


class Templates(BytecodeCache):
    """Keeps what templates compile to."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what was kept; jinja itself notices a template that changed since."""
        if kept := self.kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


class Address(Rule):
    """An address whose builder is made once from what it is made of, not once for each application."""

    made: dict[object, Callable[..., tuple[str, str]]] = {}  # noqa: RUF012 - shared on purpose.

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        source = (self.rule, tuple(self._trace), repr(self.defaults), append_unknown)
        if source not in self.made:
            self.made[source] = super()._compile_builder(append_unknown)
        return self.made[source]


TEMPLATES = Templates()
DIALECTS: dict[str, Dialect] = {}
STATEMENTS: Any = LRUCache(2000)
Flask.url_rule_class = Address


def share_templates(app: Flask) -> None:
    """Let an application use the templates that were compiled for the tests before."""
    app.jinja_env.bytecode_cache = TEMPLATES


def share_statements(engine: Engine) -> Engine:
    """Let an engine use the statements that were compiled for the engines before.

    A compiled statement belongs to a dialect, so engines of one kind of database share theirs too.
    """
    engine.dialect = DIALECTS.setdefault(engine.dialect.name, engine.dialect)
    engine.update_execution_options(compiled_cache=STATEMENTS)
    return engine
