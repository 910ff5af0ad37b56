"""The hour ledgers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "hour_entries",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("trainee_id", sa.LargeBinary(16), nullable=False),
        sa.Column("ledger", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time()),
        sa.Column("ends", sa.Time()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _COURSE_WORDS),
        *(sa.Column(name, sa.Boolean()) for name in _SEEN),
        sa.Column("access_until", sa.Date()),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("license_number", sa.Text(), nullable=False),
        sa.Column("supervisor_id", sa.LargeBinary(16)),
        sa.Column("paper_id", sa.LargeBinary(16)),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("void_reason", sa.Text()),
        sa.Column("voided_at", sa.BigInteger()),
        sa.Column("voided_at_offset", sa.SmallInteger()),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainees.id"], name="fk_hour_entries_trainee_id"),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["supervisors.id"], name="fk_hour_entries_supervisor_id"
        ),
        # The papers come with a later script of the same upgrade; SQLite looks the table up when a row is written.
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_hour_entries_paper_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hour_entries"),
        sa.UniqueConstraint("number", name="uq_hour_entries_number"),
    )
    op.create_index("ix_hour_entries_trainee_id", "hour_entries", ["trainee_id", "number"])
    op.create_table(
        "hour_parts",
        sa.Column("entry_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["hour_entries.id"], name="fk_hour_parts_entry_id"),
        sa.PrimaryKeyConstraint("entry_id", "position", name="pk_hour_parts"),
    )


_COURSE_WORDS = ("provider", "title", "sections", "delivery")
_SEEN = ("outline_seen", "test_seen", "completion_checked")
