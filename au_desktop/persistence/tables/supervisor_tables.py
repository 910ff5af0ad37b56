"""Supervising authorized users and the licenses that list them."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text

from au_desktop.persistence.column_types import TextList, UuidBlob
from au_desktop.persistence.tables.metadata import METADATA

supervisors = Table(
    "supervisors",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("person_id", UuidBlob, ForeignKey("people.id")),
    Column("notes", Text, nullable=False),
    Index("ix_supervisors_person_id", "person_id"),
)

listings = Table(
    "listings",
    METADATA,
    Column("supervisor_id", UuidBlob, ForeignKey("supervisors.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("license_number", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("sections", TextList, nullable=False),
    Column("categories", TextList, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date),
    Column("amendment", Text, nullable=False),
    Column("named_by", Date),
    Column("category_waiver", Text),
    Column("paper_id", UuidBlob),
)
