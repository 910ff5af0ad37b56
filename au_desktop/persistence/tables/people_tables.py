"""The people who can unlock the center, or could."""

from sqlalchemy import Column, ForeignKey, Table, Text

from au_desktop.persistence.column_types import TextList, UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

people = Table(
    "people",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("public_keys", TextList, nullable=False),  # hex, the newest last
    *moment_columns("added_at"),
    *moment_columns("removed_at", nullable=True),
    Column("trainee_id", UuidBlob, ForeignKey("trainees.id")),
)
