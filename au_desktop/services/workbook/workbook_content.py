"""The rows of the RSO workbook, streamed sheet by sheet out of one view of the records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from typing import TypeVar

from au_desktop.domain.ids import PersonId, SupervisorId
from au_desktop.domain.people import Person
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.safety.instruments import Fitness, Instrument
from au_desktop.domain.signing.validity import Surroundings, Verify, validity_of
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.services.cases.judgements import JudgedCase, Judgements, TraineeProgress
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Desk
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.signing import sealed_document
from au_desktop.services.workbook.hour_rows import HourSheetRow, hour_rows
from au_desktop.services.workbook.listing_rows import ListingRow, listing_rows
from au_desktop.services.workbook.onboarding_rows import OnboardingRow, onboarding_rows
from au_desktop.services.workbook.run_readings import (
    ADMINISTRATION,
    AREA_SURVEY,
    DOSAGE_ASSAY,
    administration_row,
    checklist_rows,
    dosage_rows,
    survey_rows,
)
from au_desktop.services.workbook.safety.record_signature_rows import record_signature_rows
from au_desktop.services.workbook.safety.survey_record_rows import (
    survey_record_rows,
    taken_runs,
)
from au_desktop.services.workbook.safety.treatment_rows import taken_over
from au_desktop.services.workbook.sheet_rows import (
    AdministrationRow,
    CaseSheetRow,
    ChecklistRow,
    Days,
    DosageRow,
    FilledRun,
    GapRow,
    SheetSource,
    SignOffRow,
    SurveyRow,
    TraineeSheetRow,
)
from au_desktop.services.workbook.training_content import gap_rows, trainee_rows

Item = TypeVar("Item")
_TRAINEES_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class ContentTools:
    """What rows are made with beside the records."""

    desk: Desk
    judgements: Judgements
    standings: Standings
    verify: Verify

    def content(self, source: SheetSource, days: Days) -> "WorkbookContent":
        """The rows of one workbook."""
        return WorkbookContent(self, source, days)


class WorkbookContent:
    """Every sheet's rows, made while they are asked for; trainees and their cases are judged a batch at a time."""

    def __init__(self, tools: ContentTools, source: SheetSource, days: Days) -> None:
        self._desk = tools.desk
        self._judgements = tools.judgements
        self._standings = tools.standings
        self._verify = tools.verify
        self._source = source
        self._days = days

    def administrations(self) -> Iterator[AdministrationRow]:
        """Dosages given, by day and case number."""
        for given in self._source.given_cases(self._days):
            yield administration_row(given, self._reference)

    def dosage_checks(self) -> Iterator[DosageRow]:
        """Determinations of dosages, by event time; void records are left to the Checklists sheet.

        A checklist that was taken over into a dosage record is counted there, on the sheet Dosages.
        """
        taken = taken_over(self._source, self._days)
        for filled in self._runs(DOSAGE_ASSAY, ADMINISTRATION):
            if filled.run.id in taken:
                continue
            yield from dosage_rows(filled, self._reference, self._names)

    def surveys(self) -> Iterator[SurveyRow]:
        """Readings of area surveys, by event time: of checklists and of records; what a record took over stands once."""
        records = survey_record_rows(self._source, self._days)
        yield from merge(self._filled_surveys(), records, key=lambda row: row.at.utc)

    def _filled_surveys(self) -> Iterator[SurveyRow]:
        taken = taken_runs(self._source, self._days)
        for filled in self._runs(AREA_SURVEY):
            if filled.run.id not in taken:
                yield from survey_rows(filled, self._names)

    def checklists(self) -> Iterator[ChecklistRow]:
        """Every answer of every submitted run, void and superseded ones marked as such."""
        for filled in self._source.runs(self._days):
            yield from checklist_rows(filled, self._names)

    def signatures(self) -> Iterator[SignOffRow]:
        """Every signature on a run or safety record of the period, with its validity worked out now."""
        for filled in self._source.runs(self._days, sealed=True):
            yield from self._signatures_of(filled)
        yield from record_signature_rows(self._source, self._days, self._people, self._verify)

    def trainees(self) -> Iterator[TraineeSheetRow]:
        """Every trainee against the requirements, one row a requested category, by number."""
        for batch in _batches(self._source.trainees(), _TRAINEES_AT_ONCE):
            found = self._standings.of_many(batch)
            for trainee_id in batch:
                yield from trainee_rows(found[trainee_id], self._days)

    def cases(self) -> Iterator[CaseSheetRow]:
        """Cases of the period with the gate's verdict, by trainee and case number."""
        for progress, judged in self._judged():
            yield self._case_row(progress, judged)

    def preceptors(self) -> Iterator[ListingRow]:
        """Every license of every supervising AU, by name, as it stands on the last day of the period."""
        profile = self._reference.profile(CenterFacts.of(self._source.facts()).profile_id)
        for supervisor in self._all_supervisors:
            yield from listing_rows(supervisor, profile, self._days.last)

    def classroom_hours(self) -> Iterator[HourSheetRow]:
        """Courses that touch the period, by trainee and entry."""
        return self._hours(work=False)

    def work_experience(self) -> Iterator[HourSheetRow]:
        """Work experience that touches the period, by trainee and entry."""
        return self._hours(work=True)

    def gaps(self) -> Iterator[GapRow]:
        """Signatures waited for, drafts, cases that do not count, what trainees miss, instruments, deadlines, in this order."""
        for waiting in self._source.open_signatures(self._days):
            yield GapRow(
                kind="Signature waited for",
                record=waiting.code,
                since=waiting.submitted_at.local.date(),
                about=_joined(waiting.template_title, waiting.about),
                detail=waiting.title,
                who=" or ".join(waiting.roles),
            )
        for draft in self._source.drafts(self._days):
            yield GapRow(
                kind="Draft, not submitted",
                record=draft.code,
                since=draft.entered_at.local.date(),
                about=_joined(draft.template_title, draft.about),
                who=draft.started_by,
            )
        yield from self._cases_that_do_not_count()
        for batch in _batches(self._source.trainees(), _TRAINEES_AT_ONCE):
            found = self._standings.of_many(batch)
            for trainee_id in batch:
                yield from gap_rows(found[trainee_id])
        yield from self._instruments()
        yield from self._deadlines()

    def onboarding(self) -> Iterator[OnboardingRow]:
        """Items of visits that are not over, and dosimeters lent, by trainee and first day."""
        return onboarding_rows(self._desk, self._days)

    def safety(self, rows: Callable[[SheetSource, Days], Iterator[Item]]) -> Iterator[Item]:
        """Rows of a sheet about safety records, as the sheet's own function makes them."""
        return rows(self._source, self._days)

    def _cases_that_do_not_count(self) -> Iterator[GapRow]:
        """Neither void nor lost cases stand open, nor planned ones whose day has not passed."""
        today = self._desk.today()
        for progress, judged in self._judged():
            case, reasons = judged.case, judged.verdict.reasons
            to_come = case.state is CaseState.PLANNED and case.on >= today
            closed = case.voided is not None or case.state is CaseState.LOST
            if reasons and not closed and not to_come:
                yield GapRow(
                    kind="Case does not count yet",
                    record=case.code,
                    since=case.on,
                    about=progress.trainee.display_name,
                    who=self._supervisor(case),
                    reasons=reasons,
                )

    def _instruments(self) -> Iterator[GapRow]:
        day = self._desk.today()
        with self._desk.unit_of_work() as uow:
            instruments = uow.instruments.all()
        for instrument in instruments:
            fitness = instrument.fitness_on(day)
            if not fitness.usable and fitness is not Fitness.RETIRED:
                yield _instrument_gap(instrument, fitness)

    def _deadlines(self) -> Iterator[GapRow]:
        for clock in self._source.safety_clocks():
            overdue = clock.deadline.due.utc < self._desk.clock.now().utc
            yield GapRow(
                kind="Deadline overdue" if overdue else "Deadline running",
                record=clock.code,
                since=clock.deadline.due.local.date(),
                about=_joined(clock.kind.value, clock.label),
                detail=_joined(clock.deadline.title, clock.deadline.basis),
            )

    def _runs(self, *kinds: str) -> Iterator[FilledRun]:
        """Runs that stand: neither void nor replaced by a signed amendment."""
        for filled in self._source.runs(self._days, kinds):
            if filled.run.voided is None and not filled.replaced:
                yield filled

    def _signatures_of(self, filled: FilledRun) -> Iterator[SignOffRow]:
        """A run without a seal has no signature."""
        seal = filled.seal
        if seal is None:
            return
        record = sealed_document(filled.run)
        for sign_off in filled.sign_offs:
            signer = self._people.get(sign_off.signer_id)
            around = Surroundings(
                known_keys=() if signer is None else signer.public_keys,
                key_revoked_at=None if signer is None else signer.removed_at,
                superseded=filled.replaced,
                voided=filled.run.voided is not None,
            )
            found = validity_of(sign_off, seal, record, around, self._verify)
            yield SignOffRow(
                checklist=run_code(filled.run.number),
                template=filled.template.title,
                signer=sign_off.signer,
                role=sign_off.role.value,
                meaning=sign_off.meaning.value,
                event_at=filled.run.event_time,
                entered_at=filled.run.entry_time,
                signed_at=sign_off.signed_at,
                digest=seal.digest.hex(),
                validity=found.state.value,
                broken_fields=found.fields,
            )

    def _judged(self) -> Iterator[tuple[TraineeProgress, JudgedCase]]:
        trainees = self._source.trainees_with_cases(self._days)
        for batch in _batches(trainees, _TRAINEES_AT_ONCE):
            progress = self._judgements.progress(batch)
            for trainee_id in batch:
                for judged in progress[trainee_id].cases:
                    if self._days.holds(judged.case.on):
                        yield progress[trainee_id], judged

    def _case_row(self, progress: TraineeProgress, judged: JudgedCase) -> CaseSheetRow:
        case, verdict = judged.case, judged.verdict
        drug = self._reference.drugs.get(case.drug_id)
        category = verdict.category
        return CaseSheetRow(
            case=case.code,
            on=case.on,
            trainee=progress.trainee.display_name,
            trainee_code=progress.trainee.code,
            drug=case.drug_id if drug is None else drug.title,
            administered=case.administered,
            category="" if category is None else f"{category.code} {category.title}",
            part="" if case.part is None else case.part.value,
            supervisor=self._supervisor(case),
            location=case.location,
            license_number=case.license_number,
            patient_code=case.patient_code,
            state="voided" if case.voided is not None else case.state.value,
            counts=verdict.counts,
            reasons=verdict.reasons,
            flags=verdict.flags,
        )

    def _hours(self, *, work: bool) -> Iterator[HourSheetRow]:
        present = self._source.trainees_with_hours(self._days)
        for batch in _batches(present, _TRAINEES_AT_ONCE):
            found = self._standings.of_many(batch)
            for trainee_id in batch:
                yield from hour_rows(found[trainee_id], self._days, self._supervisors, work=work)

    def _supervisor(self, case: Case) -> str:
        return self._supervisors.get(case.supervisor_id, "") if case.supervisor_id else ""

    @property
    def _reference(self) -> Reference:
        return self._desk.reference

    @cached_property
    def _people(self) -> Mapping[PersonId, Person]:
        return {person.id: person for person in self._source.people()}

    @cached_property
    def _names(self) -> Mapping[PersonId, str]:
        return {key: person.name for key, person in self._people.items()}

    @cached_property
    def _supervisors(self) -> Mapping[SupervisorId, str]:
        return {supervisor.id: supervisor.name for supervisor in self._all_supervisors}

    @cached_property
    def _all_supervisors(self) -> tuple[SupervisingAU, ...]:
        with self._desk.unit_of_work() as uow:
            return uow.supervisors.all()


def _instrument_gap(instrument: Instrument, fitness: Fitness) -> GapRow:
    serial = f"serial {instrument.serial}" if instrument.serial else ""
    return GapRow(
        kind="Instrument",
        record=instrument.name,
        since=instrument.calibration_due,
        about=_joined(instrument.kind.value, instrument.model, serial),
        detail=fitness.value,
    )


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _batches(values: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
