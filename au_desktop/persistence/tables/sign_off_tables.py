"""Seals, signatures, and the slots that wait for signatures."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from au_desktop.persistence.column_types import TextList, UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

seals = Table(
    "seals",
    METADATA,
    Column("run_id", UuidBlob, ForeignKey("runs.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),  # zlib; the digest is over the bytes inside
    Column("digest", LargeBinary(32), nullable=False),
    *moment_columns("sealed_at"),
)

sign_offs = Table(
    "sign_offs",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("run_id", UuidBlob, ForeignKey("runs.id"), nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("signer_id", UuidBlob, ForeignKey("people.id"), nullable=False),
    Column("signer", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("meaning", Text, nullable=False),
    *moment_columns("signed_at"),
    Column("statement", LargeBinary, nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    # The revision that the run's case had when this was signed: what the gate compares with.
    Column("case_revision", Integer),
    UniqueConstraint("run_id", "position"),
    Index("ix_sign_offs_signed_at", "signed_at", "id"),
)

sign_off_slots = Table(
    "sign_off_slots",
    METADATA,
    Column("run_id", UuidBlob, ForeignKey("runs.id"), primary_key=True),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("meaning", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("roles", TextList, nullable=False),
    Column("required", Boolean, nullable=False),
    Column("sign_off_id", UuidBlob, ForeignKey("sign_offs.id")),
    Column("sections", TextList),  # the part that the signer answers for; none: the whole record
    # Set where a person asked for the signature, not the template.
    Column("asked_by", UuidBlob),
    *moment_columns("asked_at", nullable=True),
    Column("ask_reason", Text),
    Index(
        "ix_sign_off_slots_open",
        "required",
        "run_id",
        "position",
        sqlite_where=text("sign_off_id IS NULL"),
    ),
    sqlite_with_rowid=False,
)
