"""Runs returned for correction, the parts that signatures answer for, and signatures that a person asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table and the columns; what waits already waits for the whole record, as its template asks."""
    op.add_column("sign_off_slots", sa.Column("sections", sa.Text()))
    op.add_column("sign_off_slots", sa.Column("asked_by", sa.LargeBinary(16)))
    op.add_column("sign_off_slots", sa.Column("asked_at", sa.BigInteger()))
    op.add_column("sign_off_slots", sa.Column("asked_at_offset", sa.SmallInteger()))
    op.add_column("sign_off_slots", sa.Column("ask_reason", sa.Text()))
    op.create_table(
        "run_returns",
        sa.Column("run_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("returned_at", sa.BigInteger(), nullable=False),
        sa.Column("returned_at_offset", sa.SmallInteger(), nullable=False),
        sa.Column("returned_by", sa.LargeBinary(16), nullable=False),
        sa.Column("returned_to", sa.LargeBinary(16), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.Column("settled_at_offset", sa.SmallInteger()),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_returns_run_id"),
        sa.ForeignKeyConstraint(["returned_by"], ["people.id"], name="fk_run_returns_returned_by"),
        sa.ForeignKeyConstraint(["returned_to"], ["people.id"], name="fk_run_returns_returned_to"),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_run_returns"),
    )
    waits = sa.text("settled_at IS NULL")
    op.create_index(
        "ix_run_returns_open", "run_returns", ["returned_to", "run_id"], sqlite_where=waits
    )
    _keep_returns()


def _keep_returns() -> None:
    """What was returned, and why, stays; that it was submitted again is noted once."""
    op.execute(
        "CREATE TRIGGER run_returns_no_delete BEFORE DELETE ON run_returns "
        "BEGIN SELECT RAISE(ABORT, 'run_returns is kept as written'); END"
    )
    told = "run_id, position, reason, returned_at, returned_at_offset, returned_by, returned_to"
    op.execute(
        f"CREATE TRIGGER run_returns_no_update BEFORE UPDATE OF {told} ON run_returns "
        "BEGIN SELECT RAISE(ABORT, 'run_returns is kept as written'); END"
    )
