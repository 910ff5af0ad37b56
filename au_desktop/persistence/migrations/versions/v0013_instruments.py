"""What keeps an instrument from use, beside its calibration: a failed check, a calibration off by too much, a repair."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the columns; every instrument begins unblocked."""
    op.add_column("instruments", sa.Column("blocked", sa.Text()))
    op.add_column("instruments", sa.Column("blocked_since", sa.Date()))
    op.add_column(
        "instruments", sa.Column("blocked_note", sa.Text(), nullable=False, server_default="")
    )
