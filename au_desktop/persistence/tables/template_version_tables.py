"""Template versions by the hash of their content."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from au_desktop.persistence.column_types import moment_columns
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
    *moment_columns("retired_at", nullable=True),
    Index("ix_template_versions_template_id", "template_id", "version"),
)
