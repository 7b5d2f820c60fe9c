"""Editions frozen, proved, marked, and announced as their subscribers chose."""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "chapter_cache",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("laid", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_chapter_cache")),
    )
    with op.batch_alter_table("chapter_cache", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chapter_cache_used_at"), ["used_at"], unique=False)

    op.create_table(
        "edition_work",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("half", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", "half", name=op.f("pk_edition_work")),
    )
    op.create_table(
        "mail_pause",
        sa.Column("message_name", sa.String(length=60), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message_name", name=op.f("pk_mail_pause")),
    )
    op.create_table(
        "wording_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("wording_hash", sa.String(length=64), nullable=False),
        sa.Column("reviewer", sa.String(length=300), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording_review")),
    )
    with op.batch_alter_table("wording_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wording_review_language"), ["language"], unique=False)

    op.create_table(
        "edition_corrigendum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("withdraws", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_corrigendum_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_corrigendum")),
    )
    with op.batch_alter_table("edition_corrigendum", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_edition_corrigendum_edition_id"), ["edition_id"], unique=False
        )

    op.create_table(
        "edition_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_proof_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_proof")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_edition_proof_edition_id")),
    )
    op.create_table(
        "edition_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("extract", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_edition_copy_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_copy_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_copy")),
        sa.UniqueConstraint("number", name=op.f("uq_edition_copy_number")),
    )
    with op.batch_alter_table("edition_copy", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_edition_copy_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_edition_copy_edition_id"), ["edition_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_edition_copy_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_copy_status"), ["status"], unique=False)

    op.create_table(
        "edition_subscription",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("formats", sa.JSON(), nullable=False),
        sa.Column("ending_token", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_edition_subscription_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_edition_subscription")),
        sa.UniqueConstraint("ending_token", name=op.f("uq_edition_subscription_ending_token")),
    )
    op.create_table(
        "proof_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["edition_proof.id"], name=op.f("fk_proof_file_proof_id_edition_proof")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_file")),
        sa.UniqueConstraint(
            "proof_id",
            "language",
            "format",
            "page",
            name=op.f("uq_proof_file_proof_id_language_format_page"),
        ),
    )
    with op.batch_alter_table("proof_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proof_file_proof_id"), ["proof_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proof_file_sha256"), ["sha256"], unique=False)

    # Not in batches, which would make the tables anew under the rows that point to them.
    op.add_column("edition", sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "edition", sa.Column("compared_with", sa.String(10), nullable=False, server_default="")
    )
    op.add_column("edition", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "edition_file",
        sa.Column("unsigned_sha256", sa.String(64), nullable=False, server_default=""),
    )
    op.add_column(
        "edition_file", sa.Column("pages", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "outgoing_mail", sa.Column("about", sa.String(60), nullable=False, server_default="")
    )
    op.create_index("ix_outgoing_mail_about", "outgoing_mail", ["about"])
    op.add_column(
        "outgoing_mail", sa.Column("ending_link", sa.String(500), nullable=False, server_default="")
    )
    _carry_subscribers_over()
    op.drop_column("account", "is_subscriber")


def _carry_subscribers_over() -> None:
    """Give everybody who had editions announced what was announced until now: the English PDF and RTF."""
    connection = op.get_bind()
    account = sa.table("account", sa.column("id"), sa.column("is_subscriber", sa.Boolean()))
    subscription = sa.table(
        "edition_subscription",
        sa.column("account_id", sa.Integer()),
        sa.column("languages", sa.JSON()),
        sa.column("formats", sa.JSON()),
        sa.column("ending_token", sa.String()),
        sa.column("changed_at", sa.DateTime(timezone=True)),
    )
    rows = [
        {
            "account_id": account_id,
            "languages": ["en"],
            "formats": ["pdf", "rtf"],
            "ending_token": secrets.token_urlsafe(32),
            "changed_at": datetime.now(UTC),
        }
        for (account_id,) in connection.execute(
            sa.select(account.c.id).where(account.c.is_subscriber)
        )
    ]
    if rows:
        connection.execute(sa.insert(subscription), rows)


def downgrade() -> None:
    """Take the tables back."""
    op.add_column(
        "account",
        sa.Column("is_subscriber", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        "UPDATE account SET is_subscriber = true"
        " WHERE id IN (SELECT account_id FROM edition_subscription)"
    )
    op.drop_column("outgoing_mail", "ending_link")
    op.drop_index("ix_outgoing_mail_about", "outgoing_mail")
    op.drop_column("outgoing_mail", "about")
    op.drop_column("edition_file", "pages")
    op.drop_column("edition_file", "unsigned_sha256")
    op.drop_column("edition", "withdrawn_at")
    op.drop_column("edition", "compared_with")
    op.drop_column("edition", "frozen_at")
    with op.batch_alter_table("proof_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proof_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_proof_file_proof_id"))

    op.drop_table("proof_file")
    op.drop_table("edition_subscription")
    with op.batch_alter_table("edition_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_copy_status"))
        batch_op.drop_index(batch_op.f("ix_edition_copy_sha256"))
        batch_op.drop_index(batch_op.f("ix_edition_copy_edition_id"))
        batch_op.drop_index(batch_op.f("ix_edition_copy_account_id"))

    op.drop_table("edition_copy")
    op.drop_table("edition_proof")
    with op.batch_alter_table("edition_corrigendum", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_corrigendum_edition_id"))

    op.drop_table("edition_corrigendum")
    with op.batch_alter_table("wording_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wording_review_language"))

    op.drop_table("wording_review")
    op.drop_table("mail_pause")
    op.drop_table("edition_work")
    with op.batch_alter_table("chapter_cache", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chapter_cache_used_at"))

    op.drop_table("chapter_cache")
