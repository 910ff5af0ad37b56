"""The history of planned cases, late entries, and the dual rating."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables; what is there already was entered at a time that nobody noted."""
    op.add_column("cases", sa.Column("entered_at", sa.BigInteger()))
    op.add_column("cases", sa.Column("entered_at_offset", sa.SmallInteger()))
    op.add_column("cases", sa.Column("late_reason", sa.Text()))
    op.add_column("cases", sa.Column("lost_reason", sa.Text()))
    op.add_column("runs", sa.Column("late_reason", sa.Text()))
    for table in ("cases", "runs"):
        late = sa.text("late_reason IS NOT NULL")
        op.create_index(f"ix_{table}_late", table, ["entered_at"], sqlite_where=late)
    _moves()
    _ratings()


def _moves() -> None:
    op.create_table(
        "case_moves",
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.BigInteger(), nullable=False),
        sa.Column("moved_at_offset", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_moves_case_id"),
        sa.PrimaryKeyConstraint("case_id", "position", name="pk_case_moves"),
        sqlite_with_rowid=False,
    )


def _ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("claimed", sa.Text()),
        sa.Column("rated", sa.Text()),
        sa.Column("settled", sa.Text()),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_ratings_case_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_ratings"),
    )
