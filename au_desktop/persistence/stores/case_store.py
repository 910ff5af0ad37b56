"""Cases as rows and back with their moves, and the signatures that confirm them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import and_, exists, func, select
from sqlalchemy.engine import RowMapping

from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.training.cases import (
    Case,
    CaseState,
    Move,
    Part,
    Prescribed,
    Voided,
    case_code,
)
from au_desktop.domain.training.counting.gate import Claim, Confirmation
from au_desktop.persistence.column_types import moment_of, moment_values
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.stores.entity_store import EntityRows
from au_desktop.persistence.tables.case_tables import case_moves, cases
from au_desktop.persistence.tables.run_tables import run_voids, runs
from au_desktop.persistence.tables.sign_off_tables import seals, sign_offs
from au_desktop.persistence.tables.template_version_tables import template_versions

_ADMINISTRATION = "administration"


class CaseRows(EntityRows[Case]):
    """The case log, by number."""

    table = cases
    kind = "case"
    order = (cases.c.number,)

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Case, ...]:
        """All cases of these trainees, by number."""
        found = [
            case
            for some in in_batches(trainee_ids)
            for case in self._values(self._rows(select(cases).where(cases.c.trainee_id.in_(some))))
        ]
        return tuple(sorted(found, key=lambda case: case.number))

    def confirmations(
        self, case_ids: Sequence[CaseId]
    ) -> Mapping[CaseId, tuple[Confirmation, ...]]:
        """Signatures with the meaning supervised on administration runs of these cases, oldest first.

        A void run confirms nothing, nor does one that a signed amendment has replaced. Whether a signature still fits
        its record is the check's question, not asked here.
        """
        found: dict[CaseId, list[Confirmation]] = defaultdict(list)
        for some in in_batches(case_ids):
            for row in self._rows(_CONFIRMING.where(runs.c.case_id.in_(some))):
                signed = Moment(row["signed_at"], row["signed_at_offset"])
                found[CaseId(row["case_id"])].append(
                    Confirmation(signed.local.date(), row["case_revision"] or 0)
                )
        return {case_id: tuple(entries) for case_id, entries in found.items()}

    def claims_beside(self, trainee_ids: Sequence[TraineeId]) -> tuple[Claim, ...]:
        """What other trainees claim of administrations that these trainees logged, by number."""
        found = {
            Claim(
                case_code(row["number"]),
                TraineeId(row["trainee_id"]),
                row["patient_code"],
                row["on_day"],
                row["drug_id"],
            )
            for some in in_batches(trainee_ids)
            for row in self._rows(_CLAIMS.where(cases.c.trainee_id.in_(some)))
        }
        return tuple(sorted(found, key=lambda claim: claim.code))

    def _columns(self, value: Case) -> dict[str, object]:
        prescribed = value.prescribed
        return {
            "id": value.id,
            "number": value.number,
            "trainee_id": value.trainee_id,
            "on_day": value.on,
            "drug_id": value.drug_id,
            "state": value.state.value,
            "patient_code": value.patient_code,
            **_amount("prescribed_low", None if prescribed is None else prescribed.low),
            **_amount("prescribed_high", None if prescribed is None else prescribed.high),
            **_amount("administered", value.administered),
            "part": None if value.part is None else value.part.value,
            "supervisor_id": value.supervisor_id,
            "location": value.location,
            "license_number": value.license_number,
            "visitor_agreed": value.visitor_agreed,
            "notes": value.notes,
            "revision": value.revision,
            "void_reason": None if value.voided is None else value.voided.reason,
            **moment_values("voided_at", None if value.voided is None else value.voided.at),
            **moment_values("entered_at", value.entered_at),
            "late_reason": value.late_reason or None,
            "lost_reason": value.lost_reason or None,
        }

    def _values(self, rows: Sequence[RowMapping]) -> tuple[Case, ...]:
        moves = self._parts(case_moves.c.case_id, [row["id"] for row in rows])
        return tuple(case_of(row, moves.get(row["id"], ())) for row in rows)

    def _put_parts(self, value: Case) -> None:
        moves: list[dict[str, object]] = [
            {
                "from_day": move.from_day,
                "to_day": move.to_day,
                "reason": move.reason,
                **moment_values("moved_at", move.at),
            }
            for move in value.moves
        ]
        self._replace_parts(case_moves.c.case_id, value.id, moves)


_amendments = runs.alias("amendments")
_replaced = exists().where(
    _amendments.c.amends == runs.c.id,
    seals.c.run_id == _amendments.c.id,
    ~exists().where(run_voids.c.run_id == _amendments.c.id),
)
_CONFIRMING = (
    select(
        runs.c.case_id,
        sign_offs.c.signed_at,
        sign_offs.c.signed_at_offset,
        sign_offs.c.case_revision,
    )
    .join_from(runs, sign_offs, sign_offs.c.run_id == runs.c.id)
    .join(
        template_versions,
        and_(
            template_versions.c.digest == runs.c.template_digest,
            template_versions.c.kind == _ADMINISTRATION,
        ),
    )
    .where(
        sign_offs.c.meaning == Meaning.SUPERVISED.value,
        ~exists().where(run_voids.c.run_id == runs.c.id),
        ~_replaced,
    )
    .order_by(sign_offs.c.signed_at, sign_offs.c.id)
)


_others = cases.alias("others")
_CLAIMS = (
    select(
        _others.c.number,
        _others.c.trainee_id,
        _others.c.patient_code,
        _others.c.on_day,
        _others.c.drug_id,
    )
    .join_from(
        cases,
        _others,
        and_(
            _others.c.on_day == cases.c.on_day,
            # By the index over days: one day has few cases, one drug has thousands.
            func.lower(_others.c.drug_id) == func.lower(cases.c.drug_id),
            func.lower(_others.c.patient_code) == func.lower(cases.c.patient_code),
            _others.c.trainee_id != cases.c.trainee_id,
        ),
    )
    .where(
        cases.c.patient_code != "",
        _others.c.voided_at.is_(None),
        _others.c.state == CaseState.GIVEN.value,
        _others.c.part.in_([part.value for part in Part if part.participated]),
    )
    .distinct()
)


def _amount(name: str, activity: Activity | None) -> dict[str, object]:
    if activity is None:
        return {name: None, f"{name}_unit": None}
    return {name: activity.amount, f"{name}_unit": activity.unit.value}


def _activity(amount: Decimal | None, unit: str | None) -> Activity | None:
    return None if amount is None or unit is None else Activity(amount, ActivityUnit(unit))


def _prescribed(row: RowMapping) -> Prescribed | None:
    low = _activity(row["prescribed_low"], row["prescribed_low_unit"])
    if low is None:
        return None
    return Prescribed(low, _activity(row["prescribed_high"], row["prescribed_high_unit"]))


def _voided(row: RowMapping) -> Voided | None:
    if row["voided_at"] is None:
        return None
    return Voided(row["void_reason"], Moment(row["voided_at"], row["voided_at_offset"]))


def _move(row: RowMapping) -> Move:
    at = Moment(row["moved_at"], row["moved_at_offset"])
    return Move(row["from_day"], row["to_day"], row["reason"], at)


def case_of(row: RowMapping, moves: Sequence[RowMapping] = ()) -> Case:
    """The case of a row of the table, and of the rows of its moves."""
    return Case(
        id=CaseId(row["id"]),
        number=row["number"],
        trainee_id=TraineeId(row["trainee_id"]),
        on=row["on_day"],
        drug_id=row["drug_id"],
        state=CaseState(row["state"]),
        patient_code=row["patient_code"],
        prescribed=_prescribed(row),
        administered=_activity(row["administered"], row["administered_unit"]),
        part=None if row["part"] is None else Part(row["part"]),
        supervisor_id=row["supervisor_id"],
        location=row["location"],
        license_number=row["license_number"],
        visitor_agreed=row["visitor_agreed"],
        notes=row["notes"],
        revision=row["revision"],
        voided=_voided(row),
        entered_at=moment_of(row["entered_at"], row["entered_at_offset"]),
        late_reason=row["late_reason"] or "",
        moves=tuple(_move(move) for move in moves),
        lost_reason=row["lost_reason"] or "",
    )
