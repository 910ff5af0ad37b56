"""Runs of checklists, their answers, and which runs are void."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

runs = Table(
    "runs",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("template_id", Text, nullable=False),
    Column("template_version", Integer, nullable=False),
    Column(
        "template_digest", LargeBinary(32), ForeignKey("template_versions.digest"), nullable=False
    ),
    Column("case_id", UuidBlob, ForeignKey("cases.id")),
    Column("trainee_id", UuidBlob, ForeignKey("trainees.id")),
    Column("supervisor_id", UuidBlob, ForeignKey("supervisors.id")),
    Column("room_id", UuidBlob, ForeignKey("rooms.id")),
    Column("instrument_id", UuidBlob, ForeignKey("instruments.id")),
    Column("person_id", UuidBlob, ForeignKey("people.id")),
    Column("drug_id", Text, nullable=False),
    *moment_columns("event_at"),
    *moment_columns("entered_at"),
    Column("started_by", UuidBlob, ForeignKey("people.id"), nullable=False),
    *moment_columns("submitted_at", nullable=True),
    Column("submitted_by", UuidBlob, ForeignKey("people.id")),
    Column("attention", SmallInteger, nullable=False),
    Column("amends", UuidBlob, ForeignKey("runs.id")),
    Column("amend_reason", Text, nullable=False),
    Column("late_reason", Text),
    # Lists page by the number after the sorted column: unique like the id, a quarter of its size.
    Index("ix_runs_event_at", "event_at", "number"),
    Index("ix_runs_template_id", "template_id", "event_at", "number"),
    Index("ix_runs_case_id", "case_id", sqlite_where=text("case_id IS NOT NULL")),
    Index(
        "ix_runs_trainee_id",
        "trainee_id",
        "event_at",
        "number",
        sqlite_where=text("trainee_id IS NOT NULL"),
    ),
    Index("ix_runs_drafts", "event_at", "number", sqlite_where=text("submitted_at IS NULL")),
    Index("ix_runs_amends", "amends", sqlite_where=text("amends IS NOT NULL")),
    Index("ix_runs_late", "entered_at", sqlite_where=text("late_reason IS NOT NULL")),
)

run_voids = Table(
    "run_voids",
    METADATA,
    Column("run_id", UuidBlob, ForeignKey("runs.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    *moment_columns("voided_at"),
    Column("voided_by", UuidBlob, ForeignKey("people.id"), nullable=False),
)

run_returns = Table(
    "run_returns",
    METADATA,
    Column("run_id", UuidBlob, ForeignKey("runs.id"), primary_key=True),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    *moment_columns("returned_at"),
    Column("returned_by", UuidBlob, ForeignKey("people.id"), nullable=False),
    Column("returned_to", UuidBlob, ForeignKey("people.id"), nullable=False),
    *moment_columns("settled_at", nullable=True),
    Index(
        "ix_run_returns_open",
        "returned_to",
        "run_id",
        sqlite_where=text("settled_at IS NULL"),
    ),
)

# Millions of rows: kept in the order of the key, without a second tree for a row number.
answers = Table(
    "answers",
    METADATA,
    Column("run_id", UuidBlob, ForeignKey("runs.id"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("position", SmallInteger, nullable=False),  # in the order of first answering
    Column("kind", Text, nullable=False),
    Column("text", Text),
    Column("number", Text),  # the decimal as entered
    Column("base", Float),  # the same in the base unit, rounded to binary: for queries only
    Column("unit", Text),
    *moment_columns("instant", nullable=True),
    *moment_columns("instant2", nullable=True),
    Column("ref_kind", Text),
    Column("ref_id", UuidBlob),
    Column("ref_key", Text),  # what is chosen from the reference data: a drug
    Column("level", SmallInteger),
    Column("skip_reason", Text),
    Column("note", Text, nullable=False),
    Column("answered_by", UuidBlob, nullable=False),
    *moment_columns("answered_at"),
    Column("override_reason", Text),
    Column("override_by", UuidBlob),
    Column("override_role", Text),
    *moment_columns("override_at", nullable=True),
    sqlite_with_rowid=False,
)
