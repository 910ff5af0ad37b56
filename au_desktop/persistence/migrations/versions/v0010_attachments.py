"""Pages and photographs kept with runs, and runs typed in from paper."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables, and the triggers that keep what belongs to a signed run."""
    op.create_table(
        "run_attachments",
        sa.Column("run_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("paper_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("added_by", sa.LargeBinary(16), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_at_offset", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_attachments_run_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_run_attachments_paper_id"),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name="fk_run_attachments_added_by"),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_run_attachments"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_run_attachments_paper_id", "run_attachments", ["paper_id"])
    op.create_table(
        "run_transcriptions",
        sa.Column("run_id", sa.LargeBinary(16), nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("written_at_offset", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_transcriptions_run_id"),
        sa.PrimaryKeyConstraint("run_id", name="pk_run_transcriptions"),
        sqlite_with_rowid=False,
    )
    for table in ("run_attachments", "run_transcriptions"):
        _guard(table)


def _guard(table: str) -> None:
    """What stands with a sealed run is as final as the run."""
    sealed = "EXISTS (SELECT 1 FROM seals WHERE run_id = {}.run_id)"
    new, old = sealed.format("NEW"), sealed.format("OLD")
    for event, when in (("INSERT", new), ("UPDATE", f"{old} OR {new}"), ("DELETE", old)):
        op.execute(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} WHEN {when} "
            "BEGIN SELECT RAISE(ABORT, 'signed record is final'); END"
        )
