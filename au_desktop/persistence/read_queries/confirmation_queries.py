"""Cases whose last signature as supervised speaks of an earlier version of their facts."""

from sqlalchemy import Connection, exists, not_, or_, select

from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.training.cases import case_code
from au_desktop.persistence.read_queries.run_states import is_superseded, is_void
from au_desktop.persistence.read_queries.shown_names import TRAINEE_NAME
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.persistence.tables.sign_off_tables import sign_offs
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.persistence.tables.trainee_tables import trainees
from au_desktop.services.checklists.carry_over import ADMINISTRATION
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import ChangedCaseRow

_SUPERVISED = Meaning.SUPERVISED.value
# What speaks of an earlier version of its case is rare: it is found first (a limit keeps the planner from mixing the two
# questions), and only then asked whether it stands and whether somebody confirmed the case since.
_OUTDATED = (
    select(
        sign_offs.c.run_id,
        sign_offs.c.signer,
        sign_offs.c.signed_at,
        sign_offs.c.signed_at_offset,
        cases.c.id.label("case_id"),
        cases.c.revision,
    )
    .join_from(sign_offs, runs, runs.c.id == sign_offs.c.run_id)
    .join(cases, cases.c.id == runs.c.case_id)
    .where(sign_offs.c.meaning == _SUPERVISED, sign_offs.c.case_revision < cases.c.revision)
    .where(cases.c.voided_at.is_(None))
    .limit(-1)
    .subquery("outdated")
)
_later_runs, _later = runs.alias("later_runs"), sign_offs.alias("later")
_CONFIRMED_SINCE = (
    exists()
    .where(
        _later_runs.c.case_id == _OUTDATED.c.case_id,
        _later.c.run_id == _later_runs.c.id,
        _later.c.meaning == _SUPERVISED,
        or_(
            _later.c.case_revision >= _OUTDATED.c.revision,
            _later.c.signed_at > _OUTDATED.c.signed_at,
        ),
        not_(is_void(_later_runs.c.id)),
        not_(is_superseded(_later_runs.c.id)),
    )
    .correlate(_OUTDATED)
)
_CHANGED = (
    select(
        _OUTDATED,
        cases.c.number.label("case_number"),
        runs.c.number.label("run_number"),
        template_versions.c.title,
        TRAINEE_NAME.label("trainee"),
    )
    .join_from(_OUTDATED, runs, runs.c.id == _OUTDATED.c.run_id)
    .join(cases, cases.c.id == _OUTDATED.c.case_id)
    .join(template_versions, template_versions.c.digest == runs.c.template_digest)
    .join(trainees, trainees.c.id == cases.c.trainee_id)
    .where(template_versions.c.kind == ADMINISTRATION)
    .where(not_(is_void(runs.c.id)), not_(is_superseded(runs.c.id)), not_(_CONFIRMED_SINCE))
    .order_by(_OUTDATED.c.signed_at, cases.c.number)
)


def cases_changed_since_signed(connection: Connection) -> tuple[ChangedCaseRow, ...]:
    """The oldest signature first; void cases, and void or replaced checklists, are left out."""
    return tuple(
        ChangedCaseRow(
            case_id=CaseId(row.case_id),
            case_code=case_code(row.case_number),
            run_id=RunId(row.run_id),
            code=run_code(row.run_number),
            template_title=row.title,
            trainee=row.trainee,
            signer=row.signer,
            signed_at=Moment(row.signed_at, row.signed_at_offset),
        )
        for row in connection.execute(_CHANGED)
    )
