"""Papers and their bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables, and the triggers that keep bytes and what they are known by as they were taken in."""
    op.create_table(
        "papers",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.LargeBinary(16)),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_at_offset", sa.SmallInteger(), nullable=False),
        sa.Column("added_by", sa.LargeBinary(16), nullable=False),
        sa.Column("expires", sa.Date()),
        sa.Column("void_reason", sa.Text()),
        sa.Column("voided_at", sa.BigInteger()),
        sa.Column("voided_at_offset", sa.SmallInteger()),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name="fk_papers_added_by"),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
    )
    op.create_index("ix_papers_owner_id", "papers", ["owner_id", "id"])
    op.create_table(
        "paper_contents",
        sa.Column("paper_id", sa.LargeBinary(16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_paper_contents_paper_id"),
        sa.PrimaryKeyConstraint("paper_id", name="pk_paper_contents"),
    )
    taken_in = "id, owner, owner_id, file_name, size, digest, added_at, added_at_offset, added_by"
    _keep("papers_no_update", f"UPDATE OF {taken_in} ON papers", "papers")
    _keep("papers_no_delete", "DELETE ON papers", "papers")
    _keep("paper_contents_no_update", "UPDATE ON paper_contents", "paper_contents")
    _keep("paper_contents_no_delete", "DELETE ON paper_contents", "paper_contents")


def _keep(trigger: str, event: str, table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {trigger} BEFORE {event} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is kept as written'); END"
    )
