"""Trainees, with their visits and capacities as rows of their own, so that a day can be asked for in SQL."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from au_desktop.persistence.column_types import ExactDecimal, TextList, UuidBlob
from au_desktop.persistence.tables.metadata import METADATA

trainees = Table(
    "trainees",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("family_name", Text, nullable=False),
    Column("given_name", Text, nullable=False),
    # The name as lists sort it: no case, no accents. SQLite alone ignores the case of ASCII letters only.
    Column("name_key", Text, nullable=False),
    Column("degree", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("telephone", Text, nullable=False),
    Column("license_state", Text, nullable=False),
    Column("license_number", Text, nullable=False),
    Column("membership_number", Text, nullable=False),
    Column("member_until", Date),
    Column("classroom_complete", Boolean),
    Column("membership_seen", Boolean),
    Column("license_seen", Boolean),
    Column("eligibility_note", Text, nullable=False),
    Column("pathway", Text, nullable=False),
    Column("profile_id", Text, nullable=False),
    Column("requested", TextList, nullable=False),
    Column("status", Text, nullable=False),
    Column("classroom_hours_claimed", ExactDecimal),
    Column("notes", Text, nullable=False),
    Column("program_id", UuidBlob),
    # Set where the record was taken back: it leaves the roster and stays readable by its id.
    Column("void_reason", Text),
    # Unique, so that SQLite takes the order over from here when cases are listed by trainee.
    Index("ix_trainees_name_key", "name_key", "id", unique=True),
    Index("ix_trainees_status", "status", "name_key"),
    Index("ix_trainees_member_until", "member_until"),
)

trainee_visits = Table(
    "trainee_visits",
    METADATA,
    Column("trainee_id", UuidBlob, ForeignKey("trainees.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("first", Date, nullable=False),
    Column("last", Date),
    Index("ix_trainee_visits_days", "first", "last", "trainee_id"),
)

trainee_capacities = Table(
    "trainee_capacities",
    METADATA,
    Column("trainee_id", UuidBlob, ForeignKey("trainees.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("capacity", Text, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date),
    Column("approved_by", Text, nullable=False),
)
