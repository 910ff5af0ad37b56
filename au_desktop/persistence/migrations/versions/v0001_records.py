"""The records: people, trainees, supervisors, equipment, cases, templates, runs, signatures and the log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables and the triggers that keep signed and logged rows as they are."""
    _center()
    _trainees()
    _people()
    _equipment()
    _cases()
    _templates()
    _runs()
    _answers()
    _signatures()
    _log()
    _guard_history()
    _guard_signed_runs()


def _id(name, nullable=False):
    return sa.Column(name, sa.LargeBinary(16), nullable=nullable)


def _text(name, nullable=False):
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name, nullable=False):
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=nullable)


def _small(name, nullable=False):
    return sa.Column(name, sa.SmallInteger(), autoincrement=False, nullable=nullable)


def _day(name, nullable=False):
    return sa.Column(name, sa.Date(), nullable=nullable)


def _yes_no(name, nullable=False):
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _bytes(name, length=None):
    return sa.Column(name, sa.LargeBinary(length), nullable=False)


def _moment(name, nullable=False):
    return (
        sa.Column(name, sa.BigInteger(), nullable=nullable),
        sa.Column(f"{name}_offset", sa.SmallInteger(), nullable=nullable),
    )


def _table(name, *columns, key=("id",), unique=(), refers=None, **options):
    op.create_table(
        name,
        *columns,
        sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"),
        *(sa.UniqueConstraint(*names, name=f"uq_{name}_{'_'.join(names)}") for names in unique),
        *(
            sa.ForeignKeyConstraint([column], [target], name=f"fk_{name}_{column}")
            for column, target in (refers or {}).items()
        ),
        **options,
    )


def _index(name, table, *columns, where=None, unique=False):
    options = {} if where is None else {"sqlite_where": sa.text(where)}
    op.create_index(name, table, list(columns), unique=unique, **options)


def _center() -> None:
    _table("facts", _text("key"), _text("value"), key=("key",))
    _table("numbers", _text("series"), _whole("last"), key=("series",))


def _trainees() -> None:
    _table(
        "trainees",
        _id("id"),
        _whole("number"),
        *(_text(name) for name in ("family_name", "given_name", "name_key", "degree", "email")),
        *(_text(name) for name in ("telephone", "license_state", "license_number")),
        _text("membership_number"),
        _day("member_until", nullable=True),
        *(_yes_no(name, nullable=True) for name in ("classroom_complete", "membership_seen", "license_seen")),
        *(_text(name) for name in ("eligibility_note", "pathway", "profile_id", "requested")),
        _text("status"),
        _text("classroom_hours_claimed", nullable=True),
        _text("notes"),
        unique=[("number",)],
    )
    _index("ix_trainees_name_key", "trainees", "name_key", "id", unique=True)
    _index("ix_trainees_status", "trainees", "status", "name_key")
    _index("ix_trainees_member_until", "trainees", "member_until")
    days = (_day("first"), _day("last", nullable=True))
    part = {"key": ("trainee_id", "position"), "refers": {"trainee_id": "trainees.id"}}
    _table("trainee_visits", _id("trainee_id"), _whole("position"), *days, **part)
    _index("ix_trainee_visits_days", "trainee_visits", "first", "last", "trainee_id")
    _table(
        "trainee_capacities",
        _id("trainee_id"),
        _whole("position"),
        _text("capacity"),
        _day("first"),
        _day("last", nullable=True),
        _text("approved_by"),
        **part,
    )


def _people() -> None:
    _table(
        "people",
        _id("id"),
        *(_text(name) for name in ("name", "role", "public_keys")),
        *_moment("added_at"),
        *_moment("removed_at", nullable=True),
        _id("trainee_id", nullable=True),
        refers={"trainee_id": "trainees.id"},
    )
    _table(
        "drafts",
        _id("owner_id"),
        _text("place"),
        _text("content"),
        *_moment("kept_at"),
        key=("owner_id", "place"),
        refers={"owner_id": "people.id"},
    )
    _table(
        "supervisors",
        _id("id"),
        *(_text(name) for name in ("name", "name_key")),
        _id("person_id", nullable=True),
        _text("notes"),
        refers={"person_id": "people.id"},
    )
    _index("ix_supervisors_person_id", "supervisors", "person_id")
    _table(
        "listings",
        _id("supervisor_id"),
        _whole("position"),
        *(_text(name) for name in ("license_number", "agency", "sections", "categories")),
        _day("first"),
        _day("last", nullable=True),
        _text("amendment"),
        key=("supervisor_id", "position"),
        refers={"supervisor_id": "supervisors.id"},
    )


def _equipment() -> None:
    _table(
        "rooms",
        _id("id"),
        *(_text(name) for name in ("name", "use")),
        _yes_no("restricted"),
        _yes_no("retired"),
        _text("notes"),
    )
    _table(
        "instruments",
        _id("id"),
        *(_text(name) for name in ("name", "kind", "model", "serial")),
        _day("calibrated_on", nullable=True),
        _whole("interval_months"),
        _yes_no("retired"),
        _text("notes"),
    )


def _cases() -> None:
    amounts = ("prescribed_low", "prescribed_high", "administered")
    _table(
        "cases",
        _id("id"),
        _whole("number"),
        _id("trainee_id"),
        _day("on_day"),
        *(_text(name) for name in ("drug_id", "state", "patient_code")),
        *(_text(f"{name}{suffix}", nullable=True) for name in amounts for suffix in ("", "_unit")),
        _text("part", nullable=True),
        _id("supervisor_id", nullable=True),
        _text("location"),
        _text("license_number"),
        _yes_no("visitor_agreed", nullable=True),
        _text("notes"),
        _whole("revision"),
        _text("void_reason", nullable=True),
        *_moment("voided_at", nullable=True),
        unique=[("number",)],
        refers={"trainee_id": "trainees.id", "supervisor_id": "supervisors.id"},
    )
    _index("ix_cases_on_day", "cases", "on_day", "number", "voided_at", "state")
    by_trainee = ("trainee_id", "voided_at", "on_day", "number", "state")
    _index("ix_cases_trainee_id", "cases", *by_trainee)
    _index("ix_cases_drug_id", "cases", "drug_id", "number", "voided_at", "state")
    _index("ix_cases_patient_code", "cases", "patient_code")


def _templates() -> None:
    _table(
        "template_versions",
        _bytes("digest", 32),
        _text("template_id"),
        _whole("version"),
        *(_text(name) for name in ("title", "kind", "document")),
        *_moment("retired_at", nullable=True),
        key=("digest",),
    )
    _index("ix_template_versions_template_id", "template_versions", "template_id", "version")


def _runs() -> None:
    about = {
        "case_id": "cases.id",
        "trainee_id": "trainees.id",
        "supervisor_id": "supervisors.id",
        "room_id": "rooms.id",
        "instrument_id": "instruments.id",
        "person_id": "people.id",
    }
    others = {
        "template_digest": "template_versions.digest",
        "started_by": "people.id",
        "submitted_by": "people.id",
        "amends": "runs.id",
    }
    _table(
        "runs",
        _id("id"),
        _whole("number"),
        _text("template_id"),
        _whole("template_version"),
        _bytes("template_digest", 32),
        *(_id(name, nullable=True) for name in about),
        _text("drug_id"),
        *_moment("event_at"),
        *_moment("entered_at"),
        _id("started_by"),
        *_moment("submitted_at", nullable=True),
        _id("submitted_by", nullable=True),
        _small("attention"),
        _id("amends", nullable=True),
        _text("amend_reason"),
        unique=[("number",)],
        refers=about | others,
    )
    _index("ix_runs_event_at", "runs", "event_at", "number")
    _index("ix_runs_template_id", "runs", "template_id", "event_at", "number")
    _index("ix_runs_case_id", "runs", "case_id", where="case_id IS NOT NULL")
    by_trainee = ("trainee_id", "event_at", "number")
    _index("ix_runs_trainee_id", "runs", *by_trainee, where="trainee_id IS NOT NULL")
    _index("ix_runs_drafts", "runs", "event_at", "number", where="submitted_at IS NULL")
    _index("ix_runs_amends", "runs", "amends", where="amends IS NOT NULL")
    _table(
        "run_voids",
        _id("run_id"),
        _text("reason"),
        *_moment("voided_at"),
        _id("voided_by"),
        key=("run_id",),
        refers={"run_id": "runs.id", "voided_by": "people.id"},
    )


def _answers() -> None:
    _table(
        "answers",
        _id("run_id"),
        _text("item"),
        _small("position"),
        _text("kind"),
        _text("text", nullable=True),
        _text("number", nullable=True),
        sa.Column("base", sa.Float(), nullable=True),
        _text("unit", nullable=True),
        *_moment("instant", nullable=True),
        *_moment("instant2", nullable=True),
        _text("ref_kind", nullable=True),
        _id("ref_id", nullable=True),
        _text("ref_key", nullable=True),
        _small("level", nullable=True),
        _text("skip_reason", nullable=True),
        _text("note"),
        _id("answered_by"),
        *_moment("answered_at"),
        _text("override_reason", nullable=True),
        _id("override_by", nullable=True),
        _text("override_role", nullable=True),
        *_moment("override_at", nullable=True),
        key=("run_id", "item"),
        refers={"run_id": "runs.id"},
        sqlite_with_rowid=False,
    )


def _signatures() -> None:
    _table(
        "seals",
        _id("run_id"),
        _bytes("content"),
        _bytes("digest", 32),
        *_moment("sealed_at"),
        key=("run_id",),
        refers={"run_id": "runs.id"},
    )
    _table(
        "sign_offs",
        _id("id"),
        _id("run_id"),
        _small("position"),
        _id("signer_id"),
        *(_text(name) for name in ("signer", "role", "meaning")),
        *_moment("signed_at"),
        _bytes("statement"),
        _bytes("public_key", 32),
        _bytes("signature", 64),
        _whole("case_revision", nullable=True),
        unique=[("run_id", "position")],
        refers={"run_id": "runs.id", "signer_id": "people.id"},
    )
    _index("ix_sign_offs_signed_at", "sign_offs", "signed_at", "id")
    _table(
        "sign_off_slots",
        _id("run_id"),
        _small("position"),
        *(_text(name) for name in ("meaning", "title", "roles")),
        _yes_no("required"),
        _id("sign_off_id", nullable=True),
        key=("run_id", "position"),
        refers={"run_id": "runs.id", "sign_off_id": "sign_offs.id"},
        sqlite_with_rowid=False,
    )
    waiting = ("required", "run_id", "position")
    _index("ix_sign_off_slots_open", "sign_off_slots", *waiting, where="sign_off_id IS NULL")


def _log() -> None:
    _table(
        "log_entries",
        _whole("sequence"),
        *_moment("at"),
        _id("actor_id", nullable=True),
        *(_text(name) for name in ("actor", "role", "verb", "subject_kind")),
        _id("subject_id", nullable=True),
        *(_text(name) for name in ("subject", "fields", "reason")),
        _bytes("previous", 32),
        _bytes("digest", 32),
        key=("sequence",),
    )
    by_subject = ("subject_id", "sequence")
    _index("ix_log_entries_subject_id", "log_entries", *by_subject, where="subject_id IS NOT NULL")


def _refuse(trigger: str, event: str, when: str, message: str) -> None:
    condition = f"WHEN {when} " if when else ""
    op.execute(f"CREATE TRIGGER {trigger} BEFORE {event} {condition}BEGIN SELECT RAISE(ABORT, '{message}'); END")


def _guard_history() -> None:
    """What happened stays: the log, seals, signatures, voids and template versions take neither UPDATE nor DELETE."""
    for table in ("log_entries", "seals", "sign_offs", "run_voids"):
        _refuse(f"{table}_no_update", f"UPDATE ON {table}", "", f"{table} is kept as written")
        _refuse(f"{table}_no_delete", f"DELETE ON {table}", "", f"{table} is kept as written")
    content = "digest, template_id, version, title, kind, document"
    kept = "template_versions is kept as written"
    _refuse("template_versions_no_update", f"UPDATE OF {content} ON template_versions", "", kept)
    _refuse("template_versions_no_delete", "DELETE ON template_versions", "", kept)
    last = "(SELECT coalesce(max(sequence), 0) FROM log_entries)"
    _refuse("log_entries_in_order", "INSERT ON log_entries", f"NEW.sequence <> {last} + 1", "log_entries has no gaps")
    chained = "NEW.sequence > 1 AND NEW.previous <> (SELECT digest FROM log_entries WHERE sequence = NEW.sequence - 1)"
    _refuse("log_entries_chained", "INSERT ON log_entries", chained, "log_entries is a chain")
    _refuse("numbers_no_gap", "UPDATE ON numbers", "NEW.last <> OLD.last + 1", "numbers have no gaps")
    _refuse("numbers_no_delete", "DELETE ON numbers", "", "numbers have no gaps")


def _guard_signed_runs() -> None:
    """A sealed run and its answers are final; so is a filled slot."""
    final = "signed record is final"
    sealed = "EXISTS (SELECT 1 FROM seals WHERE run_id = {})"
    _refuse("runs_no_update", "UPDATE ON runs", sealed.format("OLD.id"), final)
    _refuse("runs_no_delete", "DELETE ON runs", sealed.format("OLD.id"), final)
    _refuse("answers_no_insert", "INSERT ON answers", sealed.format("NEW.run_id"), final)
    either = f"{sealed.format('OLD.run_id')} OR {sealed.format('NEW.run_id')}"
    _refuse("answers_no_update", "UPDATE ON answers", either, final)
    _refuse("answers_no_delete", "DELETE ON answers", sealed.format("OLD.run_id"), final)
    filled = "OLD.sign_off_id IS NOT NULL"
    _refuse("sign_off_slots_no_update", "UPDATE ON sign_off_slots", filled, final)
    _refuse("sign_off_slots_no_delete", "DELETE ON sign_off_slots", filled, final)
