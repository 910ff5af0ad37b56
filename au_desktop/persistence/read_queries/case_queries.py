"""The case log as a list, and the cases of some days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from au_desktop.domain.ids import CaseId, SupervisorId, TraineeId
from au_desktop.domain.training.cases import CaseState, Part, case_code
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.listing.keysets import fetch_keys
from au_desktop.persistence.listing.word_matches import WordMatches, word_matches
from au_desktop.persistence.read_queries.plan_hints import unindexed
from au_desktop.persistence.read_queries.shown_names import TRAINEE_NAME
from au_desktop.persistence.tables.case_tables import cases, ratings
from au_desktop.persistence.tables.supervisor_tables import supervisors
from au_desktop.persistence.tables.trainee_tables import trainees
from au_desktop.services.rows import CaseFilter, CaseRow, Page, PageRequest

_KEYS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "on": (cases.c.on_day, cases.c.number),
    "number": (cases.c.number,),
    "trainee": (trainees.c.name_key, trainees.c.id, cases.c.on_day, cases.c.number),
    "drug": (cases.c.drug_id, cases.c.number),
}


def case_page(connection: Connection, wanted: CaseFilter, request: PageRequest) -> Page[CaseRow]:
    """Cases; without a sort key the newest day first."""
    matches = word_matches(connection, "case", wanted.words)
    conditions = _conditions(wanted, matches)
    statement, keys, asked = key_query(conditions, request)
    page = fetch_keys(connection, statement, keys, asked)
    total = connection.execute(select(func.count()).select_from(cases).where(*conditions))
    rows = _rows(connection, [row.number for row in page.rows])
    return Page(rows, page.next, total.scalar_one())


def key_query(
    conditions: Sequence[ColumnElement[bool]], request: PageRequest
) -> tuple[Select[Any], tuple[ColumnElement[Any], ...], PageRequest]:
    """What walks the cases in the order asked for: the statement, its keys, and the request with its sort key."""
    asked = request if request.sort else _newest_first(request)
    statement = select(cases.c.number).where(*conditions)
    if asked.sort == "trainee":
        # The other way round the planner would sort all cases: from the names on, each trainee's come in order.
        statement = statement.select_from(trainees).where(
            cases.c.trainee_id == unindexed(trainees.c.id)
        )
    return statement, _KEYS[asked.sort], asked


def _newest_first(request: PageRequest) -> PageRequest:
    return PageRequest(request.limit, request.after, "on", descending=True)


def _conditions(wanted: CaseFilter, matches: WordMatches | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if not wanted.with_voided:
        found.append(cases.c.voided_at.is_(None))
    if wanted.trainee_id is not None:
        found.append(cases.c.trainee_id == wanted.trainee_id)
    if wanted.state is not None:
        found.append(cases.c.state == wanted.state.value)
    if wanted.first is not None:
        found.append(cases.c.on_day >= wanted.first)
    if wanted.last is not None:
        found.append(cases.c.on_day <= wanted.last)
    if matches is not None:
        found.append(matches.hold(cases.c.number))
    return found


def _rows(connection: Connection, numbers: Sequence[int]) -> tuple[CaseRow, ...]:
    """The rows of these cases in the same order."""
    found: dict[int, CaseRow] = {}
    for batch in in_batches(numbers):
        for row in connection.execute(_DETAILS.where(cases.c.number.in_(batch))):
            found[row.number] = _case_row(row)
    return tuple(found[number] for number in numbers)


_DETAILS = (
    select(
        cases.c.id,
        cases.c.number,
        cases.c.on_day,
        cases.c.trainee_id,
        TRAINEE_NAME.label("trainee"),
        cases.c.drug_id,
        cases.c.administered,
        cases.c.administered_unit,
        cases.c.part,
        cases.c.supervisor_id,
        func.coalesce(supervisors.c.name, "").label("supervisor"),
        cases.c.patient_code,
        cases.c.state,
        cases.c.voided_at,
    )
    .join(trainees, trainees.c.id == cases.c.trainee_id)
    .outerjoin(supervisors, supervisors.c.id == cases.c.supervisor_id)
)


def _case_row(row: Row[Any]) -> CaseRow:
    administered = (
        "" if row.administered is None else f"{row.administered} {row.administered_unit}"
    )
    return CaseRow(
        case_id=CaseId(row.id),
        number=row.number,
        code=case_code(row.number),
        on=row.on_day,
        trainee_id=TraineeId(row.trainee_id),
        trainee=row.trainee,
        drug_id=row.drug_id,
        administered=administered,
        part=None if row.part is None else Part(row.part),
        supervisor_id=None if row.supervisor_id is None else SupervisorId(row.supervisor_id),
        supervisor=row.supervisor,
        patient_code=row.patient_code,
        state=CaseState(row.state),
        voided=row.voided_at is not None,
    )


def cases_between(connection: Connection, first: date, last: date) -> tuple[CaseId, ...]:
    """Cases of these days that are not void, by day and number."""
    statement = (
        select(cases.c.id)
        .where(cases.c.on_day.between(first, last), cases.c.voided_at.is_(None))
        .order_by(cases.c.on_day, cases.c.number)
    )
    return tuple(CaseId(found) for found in connection.execute(statement).scalars())


def cases_with_parts_open(connection: Connection) -> tuple[CaseId, ...]:
    """Cases, not voided, whose claimed and rated part differ and are not settled, by day and number."""
    statement = (
        select(cases.c.id)
        .join(ratings, ratings.c.case_id == cases.c.id)
        .where(
            ratings.c.claimed != ratings.c.rated,
            ratings.c.settled.is_(None),
            cases.c.voided_at.is_(None),
        )
        .order_by(cases.c.on_day, cases.c.number)
    )
    return tuple(CaseId(found) for found in connection.execute(statement).scalars())
