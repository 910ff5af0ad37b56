"""Which template versions are the center's own, who published them, and from when they hold."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the signed acts; every version that is there came with the program, at a time that nobody noted."""
    # Nothing ever wrote these two: retirement is a signed act, not a mark on a version.
    op.drop_column("template_versions", "retired_at")
    op.drop_column("template_versions", "retired_at_offset")
    op.add_column("template_versions", sa.Column("effective_from", sa.Date()))
    op.add_column("template_versions", sa.Column("taken_at", sa.BigInteger()))
    op.add_column("template_versions", sa.Column("taken_at_offset", sa.SmallInteger()))
    _note_first_days()
    _keep("template_versions", "UPDATE", replaced=True)
    _acts()
    for event in ("UPDATE", "DELETE"):
        _keep("template_acts", event)


def _note_first_days() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT digest, document FROM template_versions")).all()
    for digest, document in rows:
        first = json.loads(document)["effective_from"]
        connection.execute(
            sa.text("UPDATE template_versions SET effective_from = :first WHERE digest = :digest"),
            {"first": first, "digest": digest},
        )


def _keep(table: str, event: str, *, replaced: bool = False) -> None:
    trigger = f"{table}_no_{event.lower()}"
    if replaced:
        op.execute(f"DROP TRIGGER {trigger}")
    refused = f"SELECT RAISE(ABORT, '{table} is kept as written')"
    op.execute(f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} BEGIN {refused}; END")


def _acts() -> None:
    op.create_table(
        "template_acts",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("template_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32)),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("signer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.Column("signed_at_offset", sa.SmallInteger(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(32), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["template_versions.digest"], name="fk_template_acts_digest"
        ),
        sa.ForeignKeyConstraint(["signer_id"], ["people.id"], name="fk_template_acts_signer_id"),
        sa.PrimaryKeyConstraint("place", name="pk_template_acts"),
        sa.UniqueConstraint("id", name="uq_template_acts_id"),
        sa.UniqueConstraint("digest", name="uq_template_acts_digest"),
    )
