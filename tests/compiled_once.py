"""What is the same for every application of a run is compiled once for each worker.

Each test has an application and a database of its own. Nothing of them is shared here but what the
libraries compile from the same source every time: templates, addresses and statements.
"""

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
    """An address that is parsed once for all applications, not once for each of them."""

    parsed: dict[object, dict[str, Any]] = {}  # noqa: RUF012 - shared on purpose.

    def compile(self) -> None:
        """Take what an equal address was parsed to before, or parse this one and keep it."""
        source = (self.rule, self.subdomain, self.host, repr(self.defaults), self.merge_slashes)
        if source not in self.parsed:
            super().compile()
            bound: tuple[Any, Any] = (self._build, self._build_unknown)
            self.parsed[source] = {
                "arguments": self.arguments,
                "_converters": self._converters,
                "_parts": self._parts,
                "_trace": self._trace,
                "_build": bound[0].__func__,
                "_build_unknown": bound[1].__func__,
            }
        self.__dict__ |= self.parsed[source]
        self._build = self._build.__get__(self)
        self._build_unknown = self._build_unknown.__get__(self)


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
