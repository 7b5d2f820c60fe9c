"""Alembic's way in: it is given a connection by `cna_directory.migrating` and runs on that."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from cna_directory import features  # noqa: F401 - no feature's models may be forgotten.
from cna_directory.database import Base, Coded, CodeList, Localised, UTCDateTime

PLAIN_TYPES = {
    UTCDateTime: "sa.DateTime(timezone=True)",
    Localised: "sa.JSON()",
    CodeList: "sa.JSON()",
    Coded: "sa.String(40)",
}
"""A migration must not change with the code, so it names plain types and not ours."""


def render_plain_type(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our column types as the plain types they are stored in."""
    return PLAIN_TYPES.get(type(item), False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_plain_type,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
