"""Kept documents: values that stay few and that no list asks by field."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "kept_documents",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("trainee_id", sa.LargeBinary(16)),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trainee_id"], ["trainees.id"], name="fk_kept_documents_trainee_id"
        ),
        sa.PrimaryKeyConstraint("place", name="pk_kept_documents"),
        sa.UniqueConstraint("kind", "id", name="uq_kept_documents_kind_id"),
    )
    op.create_index("ix_kept_documents_trainee_id", "kept_documents", ["kind", "trainee_id"])
