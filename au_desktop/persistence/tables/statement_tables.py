"""Signed statements, and the records that each stands for."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

statements = Table(
    "statements",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("trainee_id", UuidBlob, ForeignKey("trainees.id"), nullable=False),
    Column("content", LargeBinary, nullable=False),  # the bytes that were signed
    Column("digest", LargeBinary(32), nullable=False),
    Column("signer_id", UuidBlob, ForeignKey("people.id"), nullable=False),
    Column("signer", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("meaning", Text, nullable=False),
    *moment_columns("signed_at"),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    Column("withdraws", UuidBlob, ForeignKey("statements.id")),
    UniqueConstraint("number"),
    # A statement is taken back once.
    UniqueConstraint("withdraws"),
    Index("ix_statements_trainee_id", "trainee_id", "number"),
)

statement_records = Table(
    "statement_records",
    METADATA,
    Column("statement_id", UuidBlob, ForeignKey("statements.id"), primary_key=True),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("record_id", UuidBlob, nullable=False),
    Column("code", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Index("ix_statement_records_record_id", "record_id", "statement_id"),
    sqlite_with_rowid=False,
)
