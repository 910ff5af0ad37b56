"""Use cases about patient releases: reckoned while typed, kept as a record, corrected until signed, read back."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId, InstrumentId, RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Dose, DoseRate
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.infant_exposure import NOTHING_ASKED, InfantAdvice
from au_desktop.domain.safety.instruments import Purpose
from au_desktop.domain.safety.release_facts import (
    MeasuredRate,
    RateReading,
    ReleaseFacts,
    SecondMethod,
    SpecificFactors,
)
from au_desktop.domain.safety.release_findings import BasisKind, Reckoning
from au_desktop.domain.safety.release_reckoning import reckoned
from au_desktop.domain.safety.releases import (
    NONE_GIVEN,
    Decision,
    InstructionsGiven,
    Release,
    refuse_release,
)
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import (
    CaseFilter,
    CaseRow,
    PageRequest,
    RunFilter,
    RunRow,
    RunState,
)
from au_desktop.services.safety.instrument_book import suited_instruments
from au_desktop.services.safety.release_reading import (
    OWN_METHOD,
    TEMPLATE,
    OwnMethod,
    ReleaseStart,
    ReleaseTools,
    constraint,
    figures_for,
    guidance_for,
    intake_for,
    methods_for,
    own_methods,
    releases_of_runs,
    shipped_methods,
    start_of_case,
    start_of_run,
)
from au_desktop.services.safety.safety_book import SafetyBook, as_read

EDITION = "NRC Regulatory Guide 8.39 Revision 1 (April 2020); equations and tables as in Revision 0; 1 R taken as 1 rem"
_AT_MOST = 60
_LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ReleaseForm:
    """What a person enters; `at` is the moment of release, or the moment for which it is asked.

    `methods` are those that are shown beside the federal one; without them only what is shipped is.
    """

    administered: Activity
    administered_at: Moment
    at: Moment
    nuclide_id: str
    drug_id: str = ""
    drug: str = ""
    patient_code: str = ""
    rate: DoseRate | None = None
    rate_at: Moment | None = None
    instrument_id: InstrumentId | None = None
    surveyor: PersonRef | None = None
    specific: SpecificFactors | None = None
    readings: tuple[RateReading, ...] = ()
    methods: tuple[SecondMethod, ...] | None = None
    decision: Decision = Decision.RELEASED
    basis: BasisKind = BasisKind.ADMINISTERED
    authorized_by: PersonRef | None = None
    instructions: InstructionsGiven = NONE_GIVEN
    infant: InfantAdvice = NOTHING_ASKED
    with_intake: bool = False
    case_id: CaseId | None = None
    run_id: RunId | None = None
    class_release_id: SafetyId | None = None
    notes: str = ""


class PatientReleases:
    """Use cases about releases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def tools(self) -> ReleaseTools:
        """What the page offers."""
        with self._desk.reading() as uow:
            own = own_methods(uow)
            people = [one for one in uow.people.all() if one.removed_at is None]
            return ReleaseTools(
                suited_instruments(uow, Purpose.DOSE_RATE, self._desk.today()),
                tuple(PersonRef(one.name, one.id) for one in people),
                (*shipped_methods(self._desk.reference), *(one.method for one in own)),
                own,
                uow.facts.all().get("release contact", ""),
            )

    def reckon(self, form: ReleaseForm) -> Reckoning:
        """The three bases side by side for what is typed; nothing is kept.

        Raises:
            NotFound: the nuclide is not known. Invalid: the facts cannot be.
        """
        return reckoned(self.facts(form))

    def facts(self, form: ReleaseForm) -> ReleaseFacts:
        """What is reckoned from, with the figures of the reference data; raises `NotFound`."""
        reference = self._desk.reference
        offered = shipped_methods(reference) if form.methods is None else form.methods
        figures = figures_for(reference, form.nuclide_id)
        measured = MeasuredRate(form.rate, form.rate_at, None, form.surveyor)
        return ReleaseFacts(
            figures=figures,
            administered=form.administered,
            administered_at=form.administered_at,
            at=form.at,
            measured=measured,
            specific=form.specific,
            readings=form.readings,
            intake=intake_for(reference, form.nuclide_id),
            with_intake=form.with_intake,
            methods=methods_for(offered, form.nuclide_id),
        )

    def guidance(self, form: ReleaseForm) -> InfantAdvice:
        """The advice with what every source says of breast-feeding after this agent."""
        shown = guidance_for(self._desk.reference, form.drug_id, form.nuclide_id)
        return replace(form.infant, guidance=shown)

    def keep(self, form: ReleaseForm) -> Outcome[SafetyId]:
        """Keep the release as a record.

        Raises:
            ReleaseNotPermitted: the basis does not permit it. InstructionsDue: they come first.
            InstrumentUnfit: the meter may not be used. Invalid: something is missing or cannot be.
        """
        with self._desk.change(Permission.RELEASE_PATIENTS) as change:
            record = self._made(change, form)
            entered = self._book.enter(change, record)
        return Outcome(entered.id, change.changes)

    def correct(self, key: SafetyId, form: ReleaseForm, seen: int | None = None) -> Outcome[None]:
        """Correct a record that nobody signed, as it was read at revision `seen`; a signed one is amended.

        Raises:
            RecordMoved: somebody corrected it meanwhile.
            RecordSigned, RecordVoid: and what `keep` refuses.
        """
        with self._desk.change(Permission.RELEASE_PATIENTS) as change:
            before = as_read(change.uow, Release, key, seen)
            made = self._made(change, form)
            after = replace(
                made,
                id=before.id,
                entered_at=before.entered_at,
                entered_by=before.entered_by,
                amends=before.amends,
                amend_reason=before.amend_reason,
                run_id=form.run_id or before.run_id,
            )
            self._book.step(change, "correct patient release", before, after)
        return Outcome(None, change.changes)

    def amend(self, key: SafetyId, form: ReleaseForm, reason: str) -> Outcome[SafetyId]:
        """Enter a new record in the place of a signed one; raises `ReasonRequired` and what `keep` refuses."""
        with self._desk.change(Permission.RELEASE_PATIENTS) as change:
            before = change.uow.safety.get(Release, key)
            after = self._book.amend(change, before, self._made(change, form), reason)
        return Outcome(after.id, change.changes)

    def form_of(self, record: Release) -> ReleaseForm:
        """The form that gives this record, to correct or amend it."""
        facts = record.facts
        meter = facts.measured.meter
        return ReleaseForm(
            administered=facts.administered,
            administered_at=facts.administered_at,
            at=facts.at,
            nuclide_id=facts.figures.label,
            drug_id=record.drug_id,
            drug=record.drug,
            patient_code=record.patient_code,
            rate=facts.measured.rate,
            rate_at=facts.measured.at,
            instrument_id=None if meter is None else meter.id,
            surveyor=facts.measured.surveyor,
            specific=facts.specific,
            readings=facts.readings,
            methods=facts.methods,
            decision=record.decision,
            basis=record.basis,
            authorized_by=record.authorized_by,
            instructions=record.instructions,
            infant=record.infant,
            with_intake=facts.with_intake,
            case_id=record.case_id,
            run_id=record.run_id,
            class_release_id=record.class_release_id,
            notes=record.notes,
        )

    def get(self, key: UUID) -> Release:
        """One record; raises `NotFound`."""
        return self._book.get(Release, key)

    def of_case(self, case_id: CaseId) -> tuple[Release, ...]:
        """The releases of a case, newest first."""
        return self._book.linked(Release, case_id)

    def cases(self, words: str = "") -> tuple[CaseRow, ...]:
        """Cases of the last weeks to begin from, newest first."""
        wanted = CaseFilter(words=words, first=self._desk.today() - _LOOK_BACK)
        request = PageRequest(_AT_MOST, sort="on", descending=True)
        return self._desk.queries.cases(wanted, request).rows

    def from_case(self, case_id: CaseId) -> ReleaseStart:
        """What a case gives to the form; raises `NotFound`."""
        with self._desk.reading() as uow:
            return start_of_case(uow, case_id)

    def waiting_runs(self) -> tuple[RunRow, ...]:
        """Submitted release checklists from which no record was made yet, newest first."""
        wanted = RunFilter(template_id=TEMPLATE, first=self._desk.today() - _LOOK_BACK)
        rows = self._desk.queries.runs(wanted, PageRequest(_AT_MOST)).rows
        sent = [row for row in rows if row.state in {RunState.WAITING, RunState.DONE}]
        with self._desk.reading() as uow:
            taken = releases_of_runs(uow, tuple(row.run_id for row in sent))
        return tuple(row for row in sent if row.run_id not in taken)

    def from_run(self, run_id: RunId) -> ReleaseStart:
        """What a checklist gives to the form; raises `NotFound`."""
        with self._desk.reading() as uow:
            return start_of_run(uow.runs.get(run_id))

    def add_constraint(self, title: str, dose: Dose, basis: str) -> Outcome[UUID]:
        """Set a dose constraint of the center, which is shown beside the federal limit and never decides.

        Raises:
            Invalid: it has no title, no basis, or is not above zero.
        """
        for field, text in (("title", title), ("basis", basis)):
            if not text.strip():
                raise Invalid(field, "is missing")
        if dose.amount <= 0:
            raise Invalid("dose", "must be above zero")
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            key = self._desk.ids.new()
            by = PersonRef(change.actor.name, change.actor.person_id)
            own = OwnMethod(key, constraint(title.strip(), dose, basis.strip(), key), by)
            change.uow.kept(OwnMethod, OWN_METHOD).put(own)
            change.record("set release constraint", _subject(own), None, own)
        undo = Undo(f"{title.strip()} set", lambda: self.retire_constraint(key))
        return Outcome(key, change.changes, undo)

    def retire_constraint(self, key: UUID) -> Outcome[None]:
        """Take a constraint of the center out of use; records that show it stay as they are."""
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            kept = change.uow.kept(OwnMethod, OWN_METHOD)
            before = kept.get(key)
            after = replace(before, retired=True)
            kept.put(after)
            change.record("retire release constraint", _subject(before), before, after)
        return Outcome(None, change.changes)

    def _made(self, change: Change, form: ReleaseForm) -> Release:
        meter = self._meter(change.uow, form)
        facts = self.facts(form)
        facts = replace(facts, measured=replace(facts.measured, meter=meter))
        reference = self._desk.reference
        drug = reference.drug(form.drug_id).generic_name if form.drug_id else form.drug.strip()
        record = Release(
            **self._book.head(form.at, form.run_id),
            patient_code=form.patient_code.strip(),
            case_id=form.case_id,
            drug=drug or form.nuclide_id,
            drug_id=form.drug_id,
            facts=facts,
            reckoning=reckoned(facts),
            decision=form.decision,
            basis=form.basis,
            authorized_by=form.authorized_by,
            edition=EDITION,
            instructions=form.instructions,
            infant=self.guidance(form),
            class_release_id=form.class_release_id,
            notes=form.notes.strip(),
        )
        refuse_release(record)
        return record

    @staticmethod
    def _meter(uow: UnitOfWork, form: ReleaseForm) -> MeterRef | None:
        """The meter as it is now; refuses one that was not fit on the day."""
        if form.instrument_id is None:
            return None
        instrument = uow.instruments.get(form.instrument_id)
        when = form.rate_at or form.at
        instrument.require_fit(when.local.date())
        return MeterRef.of(instrument)


def _subject(own: OwnMethod) -> Subject:
    return Subject(Kind.SAFETY, own.id, own.method.title)
