"""Rooms and instruments."""

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text

from au_desktop.persistence.column_types import UuidBlob
from au_desktop.persistence.tables.metadata import METADATA

rooms = Table(
    "rooms",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("name", Text, nullable=False),
    Column("use", Text, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("notes", Text, nullable=False),
)

instruments = Table(
    "instruments",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("serial", Text, nullable=False),
    Column("calibrated_on", Date),
    Column("interval_months", Integer, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("notes", Text, nullable=False),
    Column("blocked", Text),
    Column("blocked_since", Date),
    Column("blocked_note", Text, nullable=False, server_default=""),
)
