"""Records that are kept true: proposals, confirmations, reports, followers, imports, links."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "link_check",
        sa.Column("url_sha256", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("life", sa.String(40), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_check_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("url_sha256", name=op.f("pk_link_check")),
    )
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_link_check_next_check_at"), ["next_check_at"], unique=False
        )

    op.create_table(
        "proposal_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_paper")),
    )
    op.create_table(
        "change_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("state_iso2", sa.String(length=2), nullable=False),
        sa.Column("authority_number", sa.Integer(), nullable=True),
        sa.Column("base_revision", sa.Integer(), nullable=False),
        sa.Column("base_hash", sa.String(length=64), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("paper_sha256", sa.String(length=64), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_as", sa.String(40), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeds_id", sa.Integer(), nullable=True),
        sa.Column("signed_off_by", sa.Integer(), nullable=True),
        sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_as", sa.String(40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("accepted_fields", sa.JSON(), nullable=False),
        sa.Column("resulting_revision", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('addition', 'profile') OR authority_number IS NOT NULL",
            name=op.f("ck_change_proposal_has_a_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_number"],
            ["authority.number"],
            name=op.f("fk_change_proposal_authority_number_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_change_proposal_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["proposal_paper.id"],
            name=op.f("fk_change_proposal_paper_id_proposal_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_change_proposal_proposed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["signed_off_by"], ["account.id"], name=op.f("fk_change_proposal_signed_off_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso2"], ["state.iso2"], name=op.f("fk_change_proposal_state_iso2_state")
        ),
        sa.ForeignKeyConstraint(
            ["succeeds_id"],
            ["change_proposal.id"],
            name=op.f("fk_change_proposal_succeeds_id_change_proposal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_proposal")),
    )
    with op.batch_alter_table("change_proposal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_change_proposal_authority_number"), ["authority_number"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_change_proposal_proposed_at"), ["proposed_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_change_proposal_proposed_by"), ["proposed_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_change_proposal_state_iso2"), ["state_iso2"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_change_proposal_status"), ["status"], unique=False)

    op.create_table(
        "confirmation_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso2", sa.String(length=2), nullable=False),
        sa.Column("authority_number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_to", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_iso2"],
            ["state.iso2"],
            name=op.f("fk_confirmation_reminder_state_iso2_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_reminder")),
        sa.UniqueConstraint(
            "state_iso2",
            "authority_number",
            "due_on",
            "stage",
            name="uq_confirmation_reminder_once",
        ),
    )
    with op.batch_alter_table("confirmation_reminder", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_confirmation_reminder_authority_number"),
            ["authority_number"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_confirmation_reminder_due_on"), ["due_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_confirmation_reminder_reminded_at"), ["reminded_at"], unique=False
        )

    op.create_table(
        "following",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("followed", sa.String(length=1000), nullable=False),
        sa.Column("frequency", sa.String(40), nullable=False),
        sa.Column("ending_token", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_following_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_following")),
        sa.UniqueConstraint(
            "account_id", "kind", "followed", name=op.f("uq_following_account_id_kind_followed")
        ),
        sa.UniqueConstraint("ending_token", name=op.f("uq_following_ending_token")),
    )
    with op.batch_alter_table("following", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_following_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_following_frequency"), ["frequency"], unique=False)

    op.create_table(
        "private_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso2", sa.String(length=2), nullable=False),
        sa.Column("authority_number", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("scan_name", sa.String(length=200), nullable=False),
        sa.Column("scan_media_type", sa.String(length=40), nullable=False),
        sa.Column("scan_sha256", sa.String(length=64), nullable=False),
        sa.Column("scan", sa.LargeBinary(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_number"],
            ["authority.number"],
            name=op.f("fk_private_note_authority_number_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["state_iso2"], ["state.iso2"], name=op.f("fk_private_note_state_iso2_state")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_private_note_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_note")),
    )
    with op.batch_alter_table("private_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_private_note_authority_number"), ["authority_number"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_private_note_state_iso2"), ["state_iso2"], unique=False
        )

    op.create_table(
        "problem_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_number", sa.Integer(), nullable=False),
        sa.Column("state_iso2", sa.String(length=2), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("shown_value", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("reported_by", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_number"],
            ["authority.number"],
            name=op.f("fk_problem_report_authority_number_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["reported_by"], ["account.id"], name=op.f("fk_problem_report_reported_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["account.id"], name=op.f("fk_problem_report_settled_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso2"], ["state.iso2"], name=op.f("fk_problem_report_state_iso2_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_report")),
    )
    with op.batch_alter_table("problem_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_problem_report_authority_number"), ["authority_number"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_problem_report_reported_at"), ["reported_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_problem_report_reported_by"), ["reported_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_problem_report_state_iso2"), ["state_iso2"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_problem_report_status"), ["status"], unique=False)

    op.create_table(
        "record_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("base_revision", sa.Integer(), nullable=False),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_record_draft_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"],
            ["change_proposal.id"],
            name=op.f("fk_record_draft_answers_id_change_proposal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_draft")),
        sa.UniqueConstraint(
            "account_id", "subject", name=op.f("uq_record_draft_account_id_subject")
        ),
    )
    with op.batch_alter_table("record_draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_record_draft_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_record_draft_saved_at"), ["saved_at"], unique=False)

    op.create_table(
        "record_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("faulty", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_again_by", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_hash", sa.String(length=64), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_record_import_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["read_again_by"], ["account.id"], name=op.f("fk_record_import_read_again_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["account.id"], name=op.f("fk_record_import_uploaded_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_import")),
    )
    with op.batch_alter_table("record_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_import_status"), ["status"], unique=False)

    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_filter_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("account_id", "name", name=op.f("uq_saved_filter_account_id_name")),
    )
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_filter_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "followed_so_far",
        sa.Column("following_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["following_id"],
            ["following.id"],
            name=op.f("fk_followed_so_far_following_id_following"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("following_id", name=op.f("pk_followed_so_far")),
    )
    op.create_table(
        "imported_row",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("authority_number", sa.Integer(), nullable=True),
        sa.Column("state_iso2", sa.String(length=2), nullable=False),
        sa.Column("base_revision", sa.Integer(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["record_import.id"],
            name=op.f("fk_imported_row_import_id_record_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", "row", name=op.f("pk_imported_row")),
    )
    op.create_table(
        "import_work",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["record_import.id"],
            name=op.f("fk_import_work_import_id_record_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_import_work")),
    )
    with op.batch_alter_table("account_change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role_then", sa.String(40), nullable=True))
        batch_op.add_column(sa.Column("state_iso2_then", sa.String(length=2), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_account_change_state_iso2_then_state"),
            "state",
            ["state_iso2_then"],
            ["iso2"],
        )


def downgrade() -> None:
    """Take the tables back."""
    with op.batch_alter_table("account_change", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_account_change_state_iso2_then_state"), type_="foreignkey"
        )
        batch_op.drop_column("state_iso2_then")
        batch_op.drop_column("role_then")

    op.drop_table("import_work")
    op.drop_table("imported_row")
    op.drop_table("followed_so_far")
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_filter_account_id"))

    op.drop_table("saved_filter")
    with op.batch_alter_table("record_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_import_status"))

    op.drop_table("record_import")
    with op.batch_alter_table("record_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_draft_saved_at"))
        batch_op.drop_index(batch_op.f("ix_record_draft_account_id"))

    op.drop_table("record_draft")
    with op.batch_alter_table("problem_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_problem_report_status"))
        batch_op.drop_index(batch_op.f("ix_problem_report_state_iso2"))
        batch_op.drop_index(batch_op.f("ix_problem_report_reported_by"))
        batch_op.drop_index(batch_op.f("ix_problem_report_reported_at"))
        batch_op.drop_index(batch_op.f("ix_problem_report_authority_number"))

    op.drop_table("problem_report")
    with op.batch_alter_table("private_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_private_note_state_iso2"))
        batch_op.drop_index(batch_op.f("ix_private_note_authority_number"))

    op.drop_table("private_note")
    with op.batch_alter_table("following", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_following_frequency"))
        batch_op.drop_index(batch_op.f("ix_following_account_id"))

    op.drop_table("following")
    with op.batch_alter_table("confirmation_reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_reminder_reminded_at"))
        batch_op.drop_index(batch_op.f("ix_confirmation_reminder_due_on"))
        batch_op.drop_index(batch_op.f("ix_confirmation_reminder_authority_number"))

    op.drop_table("confirmation_reminder")
    with op.batch_alter_table("change_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_proposal_status"))
        batch_op.drop_index(batch_op.f("ix_change_proposal_state_iso2"))
        batch_op.drop_index(batch_op.f("ix_change_proposal_proposed_by"))
        batch_op.drop_index(batch_op.f("ix_change_proposal_proposed_at"))
        batch_op.drop_index(batch_op.f("ix_change_proposal_authority_number"))

    op.drop_table("change_proposal")
    op.drop_table("proposal_paper")
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_check_next_check_at"))

    op.drop_table("link_check")
