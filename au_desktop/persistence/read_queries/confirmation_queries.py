"""Cases whose last signature as supervised speaks of an earlier version of their facts."""

from sqlalchemy import Connection, and_, func, not_, select

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

_NEWEST = (
    select(
        runs.c.case_id,
        func.max(sign_offs.c.case_revision).label("revision"),
        func.max(sign_offs.c.signed_at).label("signed_at"),
    )
    .join_from(cases, runs, runs.c.case_id == cases.c.id)
    .join(sign_offs, sign_offs.c.run_id == runs.c.id)
    .join(
        template_versions,
        and_(
            template_versions.c.digest == runs.c.template_digest,
            template_versions.c.kind == ADMINISTRATION,
        ),
    )
    .where(cases.c.voided_at.is_(None), cases.c.revision > 1)
    .where(sign_offs.c.meaning == Meaning.SUPERVISED.value)
    .where(not_(is_void(runs.c.id)), not_(is_superseded(runs.c.id)))
    .group_by(runs.c.case_id)
    .subquery("newest")
)
_CHANGED = (
    select(
        cases.c.id.label("case_id"),
        cases.c.number.label("case_number"),
        runs.c.id.label("run_id"),
        runs.c.number.label("run_number"),
        template_versions.c.title,
        TRAINEE_NAME.label("trainee"),
        sign_offs.c.signer,
        sign_offs.c.signed_at,
        sign_offs.c.signed_at_offset,
    )
    .join_from(_NEWEST, cases, cases.c.id == _NEWEST.c.case_id)
    .join(runs, runs.c.case_id == cases.c.id)
    .join(
        sign_offs,
        and_(
            sign_offs.c.run_id == runs.c.id,
            sign_offs.c.meaning == Meaning.SUPERVISED.value,
            sign_offs.c.signed_at == _NEWEST.c.signed_at,
        ),
    )
    .join(template_versions, template_versions.c.digest == runs.c.template_digest)
    .join(trainees, trainees.c.id == cases.c.trainee_id)
    .where(_NEWEST.c.revision < cases.c.revision)
    .where(not_(is_void(runs.c.id)), not_(is_superseded(runs.c.id)))
    .order_by(sign_offs.c.signed_at, cases.c.number)
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
