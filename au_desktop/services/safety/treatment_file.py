"""Gathers the records of one treatment, follows a directive to its newest revision, and knows when a dosage was given."""

from uuid import UUID

from au_desktop.domain.checklists.answers import Timed
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.safety.time_outs import TimeOut
from au_desktop.domain.safety.treated_drugs import TreatedDrug
from au_desktop.domain.safety.treatments import Treatment
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.checklists.carry_over import ADMINISTRATION
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork


class TreatmentFile:
    """Reads the chain from a directive to the net activity, from whichever of its records one begins."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, key: UUID) -> Treatment:
        """The treatment that a directive, time-out or dosage belongs to; raises `NotFound` for a key of none of them."""
        with self._desk.reading() as uow:
            return treatment_of(uow, key)

    def record(self, key: UUID) -> SafetyRecord:
        """The directive, time-out or dosage of a key; raises `NotFound`."""
        with self._desk.reading() as uow:
            found = uow.safety.find(Directive, key) or uow.safety.find(TimeOut, key)
            return found or uow.safety.get(Dosage, key)

    def of_case(self, case_id: CaseId) -> Treatment:
        """The treatment of a case: what its records say of it, empty where there are none."""
        with self._desk.reading() as uow:
            first = uow.safety.newest(Directive, case_id) or uow.safety.newest(Dosage, case_id)
            return Treatment() if first is None else treatment_of(uow, first.id)


def treatment_of(uow: UnitOfWork, key: UUID) -> Treatment:
    """The same inside a unit of work."""
    directive = uow.safety.find(Directive, key)
    if directive is not None:
        return _of_directive(uow, directive)
    time_out = uow.safety.find(TimeOut, key)
    if time_out is not None:
        tied = time_out.directive_id or time_out.dosage_id
        return Treatment(time_outs=(time_out,)) if tied is None else treatment_of(uow, tied)
    dosage = uow.safety.get(Dosage, key)
    if dosage.directive_id is not None:
        return _of_directive(uow, uow.safety.get(Directive, dosage.directive_id))
    newest = _newest_of(uow, Dosage, dosage)
    return Treatment(time_outs=uow.safety.linked(TimeOut, newest.id), dosages=(newest,))


def _of_directive(uow: UnitOfWork, directive: Directive) -> Treatment:
    chain = directive_chain(uow, directive)
    time_outs = {one.id: one for step in chain for one in uow.safety.linked(TimeOut, step.id)}
    dosages = {one.id: one for step in chain for one in uow.safety.linked(Dosage, step.id)}
    return Treatment(
        chain[-1],
        chain[:-1],
        tuple(sorted(time_outs.values(), key=_newest_first, reverse=True)),
        tuple(sorted(dosages.values(), key=_newest_first, reverse=True)),
    )


def _newest_first(record: SafetyRecord) -> tuple[Moment, int]:
    return record.at, record.number


def _newest_of(uow: UnitOfWork, kind: type[Dosage], record: Dosage) -> Dosage:
    while (later := uow.safety.amendment_of(record.id)) is not None:
        record = uow.safety.get(kind, later)
    return record


def directive_chain(uow: UnitOfWork, directive: Directive) -> tuple[Directive, ...]:
    """The directive with those before it and its revisions, oldest first."""
    chain = [directive]
    while (before := chain[0].amends) is not None:
        chain.insert(0, uow.safety.get(Directive, before))
    while (later := uow.safety.amendment_of(chain[-1].id)) is not None:
        chain.append(uow.safety.get(Directive, later))
    return tuple(chain)


def directive_in_force(uow: UnitOfWork, key: UUID | None) -> Directive | None:
    """The newest revision of a directive; None for none, or for one that is void."""
    if key is None:
        return None
    newest = directive_chain(uow, uow.safety.get(Directive, key))[-1]
    return None if newest.voided is not None else newest


def given_at(uow: UnitOfWork, directive: Directive) -> Moment | None:
    """When a dosage was first given under the directive, by the dosage records or by the checklist of its case."""
    known = [
        dosage.administration.at
        for step in directive_chain(uow, directive)
        for dosage in uow.safety.linked(Dosage, step.id)
        if dosage.administration is not None
    ]
    started = _started_by_checklist(uow, directive.case_id)
    return min([*known, *([] if started is None else [started])], default=None)


def _started_by_checklist(uow: UnitOfWork, case_id: CaseId | None) -> Moment | None:
    if case_id is None or uow.cases.get(case_id).state is not CaseState.GIVEN:
        return None
    key = uow.runs.newest_of_kind(ADMINISTRATION, Subject(case_id=case_id))
    answer = None if key is None else uow.runs.get(key).answer(ADMINISTRATION)
    return answer.value.started if answer and isinstance(answer.value, Timed) else None


def treated_drug(desk: Desk, drug_id: str) -> TreatedDrug:
    """The drug as the reference data has it today; raises `NotFound`."""
    drug = desk.reference.drug(drug_id)
    return TreatedDrug.of(drug, desk.reference.nuclide_of(drug))
