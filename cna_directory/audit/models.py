"""The tables of the trail. The database refuses to update, delete, replace or truncate the chain.

`AuditOperation` and `AuditEntry` form the chain. Personal values do not stand in it: it holds a
salted commitment, and the value itself lies in `PersonalValue`, which can be erased without
breaking a link.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime

IS_THE_TRAIL = "it is the trail itself"


class AuditOperation(Base):
    """One operation: who did what, when and from where, linked to the operation before it."""

    __tablename__ = "audit_operation"
    __not_recorded__ = IS_THE_TRAIL

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(String(60), index=True)
    actor_role: Mapped[str] = mapped_column(String(40))
    actor_account_id: Mapped[int | None] = mapped_column(index=True)
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    subject: Mapped[str] = mapped_column(String(120), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class AuditEntry(Base):
    """One row that an operation created, changed or removed: old and new value per field."""

    __tablename__ = "audit_entry"
    __not_recorded__ = IS_THE_TRAIL

    operation_number: Mapped[int] = mapped_column(
        ForeignKey("audit_operation.number"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table_name: Mapped[str] = mapped_column(String(63))
    row_key: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(10))
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)


class PersonalValue(Base):
    """A personal value that the chain commits to; may be erased, the chain stays valid."""

    __tablename__ = "audit_personal_value"
    __not_recorded__ = "holds what the trail must be able to forget"

    commitment: Mapped[str] = mapped_column(String(64), primary_key=True)
    operation_number: Mapped[int] = mapped_column(ForeignKey("audit_operation.number"), index=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    value: Mapped[str]
