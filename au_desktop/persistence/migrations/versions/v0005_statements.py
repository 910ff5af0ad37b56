"""Signed statements and the records they stand for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables and the triggers that keep statements as they were signed."""
    _statements()
    _records()
    for table in ("statements", "statement_records"):
        for event in ("UPDATE", "DELETE"):
            trigger = f"{table}_no_{event.lower()}"
            refused = f"SELECT RAISE(ABORT, '{table} is kept as written')"
            op.execute(f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} BEGIN {refused}; END")


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("trainee_id", sa.LargeBinary(16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("signer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.Column("signed_at_offset", sa.SmallInteger(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(32), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
        sa.Column("withdraws", sa.LargeBinary(16)),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainees.id"], name="fk_statements_trainee_id"),
        sa.ForeignKeyConstraint(["signer_id"], ["people.id"], name="fk_statements_signer_id"),
        sa.ForeignKeyConstraint(["withdraws"], ["statements.id"], name="fk_statements_withdraws"),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
        sa.UniqueConstraint("number", name="uq_statements_number"),
        sa.UniqueConstraint("withdraws", name="uq_statements_withdraws"),
    )
    op.create_index("ix_statements_trainee_id", "statements", ["trainee_id", "number"])


def _records() -> None:
    op.create_table(
        "statement_records",
        sa.Column("statement_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name="fk_statement_records_statement_id"
        ),
        sa.PrimaryKeyConstraint("statement_id", "position", name="pk_statement_records"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_statement_records_record_id", "statement_records", ["record_id", "statement_id"]
    )
