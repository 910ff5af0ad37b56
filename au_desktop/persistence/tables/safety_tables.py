"""Radiation safety records with all their revisions, what links them to other things, their clocks, voids and signatures."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

# `open` and `attention` hold for records that are neither void nor amended.
safety_records = Table(
    "safety_records",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    *moment_columns("at"),
    Column("revision", Integer, nullable=False),
    Column("final", Boolean, nullable=False),
    Column("label", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("words", Text, nullable=False),  # casefolded, for the search of a list
    Column("open", Boolean, nullable=False),
    Column("attention", Boolean, nullable=False),
    Column("retired", Boolean, nullable=False),  # void, or amended by another
    Column("amends", UuidBlob, ForeignKey("safety_records.id")),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("kind", "number", name="uq_safety_records_kind_number"),
    Index("ix_safety_records_at", "kind", "at", "number"),
    Index("ix_safety_records_open", "kind", "number", sqlite_where=text("open = 1")),
    Index("ix_safety_records_amends", "amends", sqlite_where=text("amends IS NOT NULL")),
)

safety_revisions = Table(
    "safety_revisions",
    METADATA,
    Column("record_id", UuidBlob, ForeignKey("safety_records.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    *moment_columns("written_at"),
    Column("kind", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("ix_safety_revisions_written_at", "kind", "written_at"),
)

safety_links = Table(
    "safety_links",
    METADATA,
    Column("target_id", UuidBlob, primary_key=True),
    Column("record_id", UuidBlob, ForeignKey("safety_records.id"), primary_key=True),
    Index("ix_safety_links_record_id", "record_id"),
    sqlite_with_rowid=False,
)

safety_clocks = Table(
    "safety_clocks",
    METADATA,
    Column("record_id", UuidBlob, ForeignKey("safety_records.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("title", Text, nullable=False),
    *moment_columns("due"),
    Column("basis", Text, nullable=False),
    Index("ix_safety_clocks_due", "due"),
    sqlite_with_rowid=False,
)

safety_voids = Table(
    "safety_voids",
    METADATA,
    Column("record_id", UuidBlob, ForeignKey("safety_records.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    *moment_columns("voided_at"),
)

safety_signatures = Table(
    "safety_signatures",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("record_id", UuidBlob, ForeignKey("safety_records.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # the bytes that were signed
    Column("digest", LargeBinary(32), nullable=False),
    Column("signer_id", UuidBlob, ForeignKey("people.id"), nullable=False),
    Column("signer", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("meaning", Text, nullable=False),
    *moment_columns("signed_at"),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    Index("ix_safety_signatures_record_id", "record_id", "revision"),
)
