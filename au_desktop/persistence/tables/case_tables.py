"""Cases: one administration with a trainee; how planned ones were moved; and the dual rating of each."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)

from au_desktop.persistence.column_types import ExactDecimal, UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

cases = Table(
    "cases",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("trainee_id", UuidBlob, ForeignKey("trainees.id"), nullable=False),
    Column("on_day", Date, nullable=False),
    Column("drug_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("patient_code", Text, nullable=False),
    Column("prescribed_low", ExactDecimal),
    Column("prescribed_low_unit", Text),
    Column("prescribed_high", ExactDecimal),
    Column("prescribed_high_unit", Text),
    Column("administered", ExactDecimal),
    Column("administered_unit", Text),
    Column("part", Text),
    Column("supervisor_id", UuidBlob, ForeignKey("supervisors.id")),
    Column("location", Text, nullable=False),
    Column("license_number", Text, nullable=False),
    Column("visitor_agreed", Boolean),
    Column("notes", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("void_reason", Text),
    *moment_columns("voided_at", nullable=True),
    *moment_columns("entered_at", nullable=True),  # none where it was logged before this was kept
    Column("late_reason", Text),
    Column("lost_reason", Text),
    # Each carries voided_at, so that a list without the voided ones counts and pages inside the index.
    Index("ix_cases_on_day", "on_day", "number", "voided_at", "state"),
    Index("ix_cases_trainee_id", "trainee_id", "voided_at", "on_day", "number", "state"),
    Index("ix_cases_drug_id", "drug_id", "number", "voided_at", "state"),
    Index("ix_cases_patient_code", "patient_code"),
    Index("ix_cases_late", "entered_at", sqlite_where=text("late_reason IS NOT NULL")),
)

case_moves = Table(
    "case_moves",
    METADATA,
    Column("case_id", UuidBlob, ForeignKey("cases.id"), primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    *moment_columns("moved_at"),
    sqlite_with_rowid=False,
)

ratings = Table(
    "ratings",
    METADATA,
    Column("case_id", UuidBlob, ForeignKey("cases.id"), primary_key=True),
    Column("claimed", Text),
    Column("rated", Text),
    Column("settled", Text),
    Column("content", LargeBinary, nullable=False),  # the whole of it, with levels and comments
)
