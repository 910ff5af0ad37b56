"""Template versions by the hash of their content, and what was signed about templates."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

template_versions = Table(
    "template_versions",
    METADATA,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("template_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("document", Text, nullable=False),  # canonical JSON
    Column("effective_from", Date),  # the same as in the document, to choose without reading it
    *moment_columns("taken_at", nullable=True),  # when the program brought it
    Index("ix_template_versions_template_id", "template_id", "version"),
)

template_acts = Table(
    "template_acts",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("id", UuidBlob, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("template_id", Text, nullable=False),
    # A version is published once, and is then the center's own.
    Column("digest", LargeBinary(32), ForeignKey("template_versions.digest"), unique=True),
    Column("content", LargeBinary, nullable=False),  # the bytes that were signed
    Column("signer_id", UuidBlob, ForeignKey("people.id"), nullable=False),
    Column("signer", Text, nullable=False),
    Column("role", Text, nullable=False),
    *moment_columns("signed_at"),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    Column("reason", Text, nullable=False),
)
