"""Who gets in: second factors, account requests, limits."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "counted_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("whose", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_try")),
    )
    with op.batch_alter_table("counted_try", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counted_try_at"), ["at"], unique=False)
        batch_op.create_index("ix_counted_try_kind_whose_at", ["kind", "whose", "at"], unique=False)

    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_table(
        "password_reset_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset_asked")),
    )
    op.create_table(
        "account_request_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_account_request_draft_letter_id_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_request_draft")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_request_draft_token_hash")),
    )
    with op.batch_alter_table("account_request_draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_request_draft_changed_at"), ["changed_at"], unique=False
        )

    op.create_table(
        "account_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("new_role", sa.String(40), nullable=True),
        sa.Column("new_state_iso2", sa.String(length=2), nullable=True),
        sa.Column("new_authority_number", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_change_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_account_change_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["new_state_iso2"], ["state.iso2"], name=op.f("fk_account_change_new_state_iso2_state")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_account_change_proposed_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_change")),
    )
    with op.batch_alter_table("account_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_change_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_account_change_status"), ["status"], unique=False)

    op.create_table(
        "account_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("status_token_hash", sa.String(length=64), nullable=False),
        sa.Column("confirm_token_hash", sa.String(length=64), nullable=True),
        sa.Column("confirm_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("person_name", sa.String(length=300), nullable=False),
        sa.Column("telephone", sa.String(length=60), nullable=False),
        sa.Column("state_iso2", sa.String(length=2), nullable=False),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("post_title", sa.String(length=300), nullable=False),
        sa.Column("wished_role", sa.String(40), nullable=False),
        sa.Column("request_types", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("voucher", sa.String(40), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("letter_sha256", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_approved_by", sa.Integer(), nullable=True),
        sa.Column("first_approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_role", sa.String(40), nullable=True),
        sa.Column("approved_state_iso2", sa.String(length=2), nullable=True),
        sa.Column("approved_authority_number", sa.Integer(), nullable=True),
        sa.Column("approved_succeeds_account_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_request_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["approved_state_iso2"],
            ["state.iso2"],
            name=op.f("fk_account_request_approved_state_iso2_state"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_succeeds_account_id"],
            ["account.id"],
            name=op.f("fk_account_request_approved_succeeds_account_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_account_request_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["first_approved_by"],
            ["account.id"],
            name=op.f("fk_account_request_first_approved_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_account_request_letter_id_letter")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso2"], ["state.iso2"], name=op.f("fk_account_request_state_iso2_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_request")),
        sa.UniqueConstraint(
            "confirm_token_hash", name=op.f("uq_account_request_confirm_token_hash")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_account_request_reference")),
        sa.UniqueConstraint("status_token_hash", name=op.f("uq_account_request_status_token_hash")),
    )
    with op.batch_alter_table("account_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_request_decided_at"), ["decided_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_account_request_email"), ["email"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_account_request_state_iso2"), ["state_iso2"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_account_request_status"), ["status"], unique=False)

    op.create_table(
        "authenticator_app",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=255), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_authenticator_app_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authenticator_app")),
        sa.UniqueConstraint("account_id", name=op.f("uq_authenticator_app_account_id")),
    )
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso2", sa.String(length=2), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("post_title", sa.String(length=300), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("nominated_by", sa.Integer(), nullable=False),
        sa.Column("nominated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hands_over", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["nominated_by"], ["account.id"], name=op.f("fk_nomination_nominated_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso2"], ["state.iso2"], name=op.f("fk_nomination_state_iso2_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_email"), ["email"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_nomination_nominated_by"), ["nominated_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nomination_state_iso2"), ["state_iso2"], unique=False)

    op.create_table(
        "pages_read",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_pages_read_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "day", name=op.f("pk_pages_read")),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("transports", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_passkey_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_account_id"), ["account_id"], unique=False)

    op.create_table(
        "passkey_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_passkey_challenge_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_challenge")),
        sa.UniqueConstraint("challenge_hash", name=op.f("uq_passkey_challenge_challenge_hash")),
    )
    with op.batch_alter_table("passkey_challenge", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_passkey_challenge_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "pending_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("factor", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_pending_sign_in_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_pending_sign_in_token_hash")),
    )
    with op.batch_alter_table("pending_sign_in", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pending_sign_in_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_code_code_hash")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recovery_code_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "account_request_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_request_note_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["account_request_id"],
            ["account_request.id"],
            name=op.f("fk_account_request_note_account_request_id_account_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_request_note")),
    )
    with op.batch_alter_table("account_request_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_request_note_account_request_id"),
            ["account_request_id"],
            unique=False,
        )

    op.create_table(
        "vouching",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_request_id", sa.Integer(), nullable=False),
        sa.Column("state_iso2", sa.String(length=2), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(40), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_request_id"],
            ["account_request.id"],
            name=op.f("fk_vouching_account_request_id_account_request"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name=op.f("fk_vouching_answered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso2"], ["state.iso2"], name=op.f("fk_vouching_state_iso2_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vouching")),
    )
    with op.batch_alter_table("vouching", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_vouching_account_request_id"), ["account_request_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_vouching_state_iso2"), ["state_iso2"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        for name in ("post_title", "organisation"):
            batch_op.alter_column(
                name,
                existing_type=sa.String(length=200),
                type_=sa.String(length=300),
                existing_nullable=False,
            )
        batch_op.add_column(sa.Column("passkey_handle", sa.String(length=64), nullable=True))
        batch_op.add_column(
            sa.Column("terms_version", sa.String(length=20), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("terms_accepted_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column("post_confirmed_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(sa.Column("post_asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("post_reminded_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(sa.Column("succeeds_account_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_account_passkey_handle"), ["passkey_handle"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_account_succeeds_account_id_account"),
            "account",
            ["succeeds_account_id"],
            ["id"],
        )

    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("new_email", sa.String(length=254), nullable=True))

    # A session now says by which factor it began. None of the open ones can: all sign in again.
    op.execute("DELETE FROM user_session")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("factor", sa.String(40), nullable=False))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False))
        batch_op.add_column(sa.Column("device_hash", sa.String(length=64), nullable=False))


def downgrade() -> None:
    """Take the tables back."""
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_column("device_hash")
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("factor")

    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.drop_column("new_email")

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_account_succeeds_account_id_account"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("uq_account_passkey_handle"), type_="unique")
        batch_op.drop_column("succeeds_account_id")
        batch_op.drop_column("post_reminded_at")
        batch_op.drop_column("post_asked_at")
        batch_op.drop_column("post_confirmed_at")
        batch_op.drop_column("terms_accepted_at")
        batch_op.drop_column("terms_version")
        batch_op.drop_column("passkey_handle")
        for name in ("post_title", "organisation"):
            batch_op.alter_column(
                name,
                existing_type=sa.String(length=300),
                type_=sa.String(length=200),
                existing_nullable=False,
            )

    with op.batch_alter_table("vouching", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vouching_state_iso2"))
        batch_op.drop_index(batch_op.f("ix_vouching_account_request_id"))

    op.drop_table("vouching")
    with op.batch_alter_table("account_request_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_request_note_account_request_id"))

    op.drop_table("account_request_note")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_account_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("pending_sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pending_sign_in_account_id"))

    op.drop_table("pending_sign_in")
    with op.batch_alter_table("passkey_challenge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_challenge_expires_at"))

    op.drop_table("passkey_challenge")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_account_id"))

    op.drop_table("passkey")
    op.drop_table("pages_read")
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_state_iso2"))
        batch_op.drop_index(batch_op.f("ix_nomination_nominated_by"))
        batch_op.drop_index(batch_op.f("ix_nomination_email"))

    op.drop_table("nomination")
    op.drop_table("authenticator_app")
    with op.batch_alter_table("account_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_request_status"))
        batch_op.drop_index(batch_op.f("ix_account_request_state_iso2"))
        batch_op.drop_index(batch_op.f("ix_account_request_email"))
        batch_op.drop_index(batch_op.f("ix_account_request_decided_at"))

    op.drop_table("account_request")
    with op.batch_alter_table("account_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_change_status"))
        batch_op.drop_index(batch_op.f("ix_account_change_account_id"))

    op.drop_table("account_change")
    with op.batch_alter_table("account_request_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_request_draft_changed_at"))

    op.drop_table("account_request_draft")
    op.drop_table("password_reset_asked")
    op.drop_table("letter")
    with op.batch_alter_table("counted_try", schema=None) as batch_op:
        batch_op.drop_index("ix_counted_try_kind_whose_at")
        batch_op.drop_index(batch_op.f("ix_counted_try_at"))

    op.drop_table("counted_try")
