"""Kept documents: values that stay few and that no list asks by field, each as one canonical document."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from au_desktop.persistence.column_types import UuidBlob
from au_desktop.persistence.tables.metadata import METADATA

kept_documents = Table(
    "kept_documents",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", UuidBlob, nullable=False),
    Column("trainee_id", UuidBlob, ForeignKey("trainees.id")),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("kind", "id", name="uq_kept_documents_kind_id"),
    Index("ix_kept_documents_trainee_id", "kind", "trainee_id"),
)
