"""Radiation safety records, their revisions, links, clocks, voids and signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables, and the triggers that keep revisions, voids and signatures, and signed final records."""
    _records()
    _revisions()
    _beside()
    _signatures()
    for table in ("safety_revisions", "safety_voids", "safety_signatures"):
        for event in ("UPDATE", "DELETE"):
            _refuse(table, event, f"{table} is kept as written")
    _refuse("safety_records", "DELETE", "safety_records is kept as written")
    signed = (
        "OLD.final AND EXISTS (SELECT 1 FROM safety_signatures "
        "WHERE record_id = OLD.id AND revision = OLD.revision)"
    )
    _refuse(
        "safety_records",
        "UPDATE OF id, kind, number, at, at_offset, revision, final, amends, content",
        "signed record is final",
        f"WHEN {signed}",
    )


def _refuse(table: str, event: str, words: str, when: str = "") -> None:
    name = f"{table}_no_{event.split()[0].lower()}"
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _records() -> None:
    op.create_table(
        "safety_records",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("at_offset", sa.SmallInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("attention", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("amends", sa.LargeBinary(16)),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["amends"], ["safety_records.id"], name="fk_safety_records_amends"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_safety_records"),
        sa.UniqueConstraint("kind", "number", name="uq_safety_records_kind_number"),
    )
    op.create_index("ix_safety_records_at", "safety_records", ["kind", "at", "number"])
    op.create_index(
        "ix_safety_records_open",
        "safety_records",
        ["kind", "number"],
        sqlite_where=sa.text("open = 1"),
    )
    op.create_index(
        "ix_safety_records_amends",
        "safety_records",
        ["amends"],
        sqlite_where=sa.text("amends IS NOT NULL"),
    )


def _revisions() -> None:
    op.create_table(
        "safety_revisions",
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("written_at_offset", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _of_record("safety_revisions"),
        sa.PrimaryKeyConstraint("record_id", "revision", name="pk_safety_revisions"),
    )
    op.create_index(
        "ix_safety_revisions_written_at", "safety_revisions", ["kind", "written_at"]
    )


def _beside() -> None:
    op.create_table(
        "safety_links",
        sa.Column("target_id", sa.LargeBinary(16), nullable=False),
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        _of_record("safety_links"),
        sa.PrimaryKeyConstraint("target_id", "record_id", name="pk_safety_links"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_safety_links_record_id", "safety_links", ["record_id"])
    op.create_table(
        "safety_clocks",
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("due_offset", sa.SmallInteger(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        _of_record("safety_clocks"),
        sa.PrimaryKeyConstraint("record_id", "key", name="pk_safety_clocks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_safety_clocks_due", "safety_clocks", ["due"])
    op.create_table(
        "safety_voids",
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.BigInteger(), nullable=False),
        sa.Column("voided_at_offset", sa.SmallInteger(), nullable=False),
        _of_record("safety_voids"),
        sa.PrimaryKeyConstraint("record_id", name="pk_safety_voids"),
    )


def _signatures() -> None:
    op.create_table(
        "safety_signatures",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
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
        _of_record("safety_signatures"),
        sa.ForeignKeyConstraint(
            ["signer_id"], ["people.id"], name="fk_safety_signatures_signer_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_safety_signatures"),
        sa.UniqueConstraint("number", name="uq_safety_signatures_number"),
    )
    op.create_index(
        "ix_safety_signatures_record_id", "safety_signatures", ["record_id", "revision"]
    )


def _of_record(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["record_id"], ["safety_records.id"], name=f"fk_{table}_record_id"
    )
