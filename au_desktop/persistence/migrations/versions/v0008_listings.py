"""What a listing says beyond its categories; a trainee's program; trainees taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns; what is there already says nothing of them."""
    op.add_column("listings", sa.Column("named_by", sa.Date()))
    op.add_column("listings", sa.Column("category_waiver", sa.Text()))
    op.add_column("listings", sa.Column("paper_id", sa.LargeBinary(16)))
    op.add_column("trainees", sa.Column("program_id", sa.LargeBinary(16)))
    op.add_column("trainees", sa.Column("void_reason", sa.Text()))
