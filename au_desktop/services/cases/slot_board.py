"""The board of planned cases: plan, move, give up, hand to another trainee; with what may keep a slot from counting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import CaseId, SupervisorId, TraineeId
from au_desktop.domain.reference.categories import categorize
from au_desktop.domain.reference.profiles import DosageCategory
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.cases import Case, CaseState, Move, Prescribed
from au_desktop.domain.training.slots import SlotFlag, SlotState, slot_flags, slot_state
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Period, Trainee
from au_desktop.services.cases.case_log import CaseLog, case_subject, index_case, open_case
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.checklists.part_claims import note_claim
from au_desktop.services.desk import Change, Desk
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import PageRequest, RunFilter


class NotPlanned(Invalid):
    """A slot was to be changed after the case had been given."""

    def __init__(self, code: str) -> None:
        super().__init__("case", f"{code} is no longer planned")


class ChecklistBegun(Invalid):
    """A slot was to go to another trainee although a checklist about it names the first."""

    def __init__(self, code: str) -> None:
        super().__init__("case", f"a checklist about {code} is begun: void it first")


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which days, and whose slots; None means everybody's."""

    first: date
    last: date
    trainee_id: TraineeId | None = None


@dataclass(frozen=True, slots=True)
class BoardSlot:
    """One case on the board."""

    case: Case
    trainee: Trainee
    supervisor: str
    state: SlotState
    flags: tuple[SlotFlag, ...]

    @property
    def visit(self) -> Period | None:
        """The visit that its day falls into."""
        return next((one for one in self.trainee.visits if one.holds(self.case.on)), None)


@dataclass(frozen=True, slots=True)
class Board:
    """The slots by day and number, and who visits in these days."""

    days: BoardFilter
    slots: tuple[BoardSlot, ...]
    visitors: tuple[Trainee, ...]

    def on(self, day: date) -> tuple[BoardSlot, ...]:
        """The slots of one day."""
        return tuple(slot for slot in self.slots if slot.case.on == day)

    def visiting(self, day: date) -> tuple[Trainee, ...]:
        """Who visits on that day."""
        return tuple(one for one in self.visitors if any(visit.holds(day) for visit in one.visits))


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """A case to plan."""

    trainee_id: TraineeId
    drug_id: str
    on: date
    supervisor_id: SupervisorId | None = None
    prescribed: Prescribed | None = None
    notes: str = ""


class SlotBoard:
    """Use cases about planned cases. A slot is a case: what is done with it shows in the case log at once."""

    def __init__(self, desk: Desk, case_log: CaseLog) -> None:
        self._desk = desk
        self._case_log = case_log

    def board(self, wanted: BoardFilter) -> Board:
        """The slots of these days; void ones are left out."""
        found = self._desk.queries.cases_between(wanted.first, wanted.last)
        with self._desk.reading() as uow:
            cases = [
                case
                for case in uow.cases.several(found)
                if wanted.trainee_id in (None, case.trainee_id)
            ]
            roster = {one.id: one for one in uow.trainees.all() if not one.void_reason}
            supervisors = {one.id: one for one in uow.supervisors.all()}
        slots = self._slots(cases, roster, supervisors)
        visitors = tuple(
            one
            for one in roster.values()
            if wanted.trainee_id in (None, one.id)
            and any(_meet(wanted, visit) for visit in one.visits)
        )
        return Board(wanted, slots, visitors)

    def plan(self, slot: SlotPlan) -> Outcome[CaseId]:
        """Plan a case at this center."""
        with self._desk.unit_of_work() as uow:
            center = CenterFacts.of(uow.facts.all())
            license_number = _license(uow, slot) or center.license_number
        return self._case_log.add(
            Case(
                id=CaseId(slot.trainee_id),
                number=0,
                trainee_id=slot.trainee_id,
                on=slot.on,
                drug_id=slot.drug_id,
                state=CaseState.PLANNED,
                prescribed=slot.prescribed,
                supervisor_id=slot.supervisor_id,
                location=center.name,
                license_number=license_number,
                notes=slot.notes,
            )
        )

    def move(self, case_id: CaseId, new_day: date, reason: str) -> Outcome[None]:
        """Put a planned case off to another day, or plan a lost one again."""
        if not reason.strip():
            raise ReasonRequired("move a planned case")
        with self._desk.change(Permission.LOG_CASES) as change:
            before = _open_slot(change, case_id)
            if before.on == new_day and before.state is CaseState.PLANNED:
                raise Invalid("new day", "is the day on which it stands already")
            move = Move(before.on, new_day, reason.strip(), change.at)
            after = replace(
                before, on=new_day, state=CaseState.PLANNED, moves=(*before.moves, move)
            )
            self._replaced(change, "move planned case", before, after, reason.strip())
        return Outcome(None, change.changes, self._undo(f"{before.code} moved", before))

    def lose(self, case_id: CaseId, reason: str) -> Outcome[None]:
        """Say that a planned case will not be given. It stays on the board, and can be planned again."""
        if not reason.strip():
            raise ReasonRequired("give up a planned case")
        with self._desk.change(Permission.LOG_CASES) as change:
            before = _open_slot(change, case_id)
            if before.state is CaseState.LOST:
                raise NotPlanned(before.code)
            after = replace(before, state=CaseState.LOST, lost_reason=reason.strip())
            self._replaced(change, "lose planned case", before, after, reason.strip())
        return Outcome(None, change.changes, self._undo(f"{before.code} lost", before))

    def assign(self, case_id: CaseId, trainee_id: TraineeId, reason: str = "") -> Outcome[None]:
        """Hand a planned case to another trainee; what the first claimed of it is cleared."""
        with self._desk.change(Permission.LOG_CASES) as change:
            before = _open_slot(change, case_id)
            if before.state is CaseState.LOST:
                raise NotPlanned(before.code)
            if self._desk.queries.runs(RunFilter(case_id=case_id), PageRequest(1)).rows:
                raise ChecklistBegun(before.code)
            trainee = change.uow.trainees.get(trainee_id)
            after = replace(before, trainee_id=trainee.id, part=None)
            note_claim(change, before, None, change.actor.person_id, change.at)
            self._replaced(change, "assign planned case", before, after, reason.strip())
        return Outcome(None, change.changes, self._undo(f"{before.code} assigned", before))

    def _replaced(self, change: Change, verb: str, before: Case, after: Case, reason: str) -> None:
        after = replace(after, revision=before.revision + 1)
        change.uow.cases.replace(after)
        change.record(verb, case_subject(after), before, after, reason)
        index_case(change, self._desk, after)

    def _undo(self, label: str, before: Case) -> Undo:
        return Undo(label, lambda: self._put_back(before))

    def _put_back(self, before: Case) -> Outcome[None]:
        with self._desk.change(Permission.LOG_CASES) as change:
            now = _open_slot(change, before.id)
            as_before = replace(before, revision=now.revision)
            self._replaced(change, "put planned case back", now, as_before, "")
        return Outcome(None, change.changes)

    def _slots(
        self,
        cases: Iterable[Case],
        roster: Mapping[TraineeId, Trainee],
        supervisors: Mapping[SupervisorId, SupervisingAU],
    ) -> tuple[BoardSlot, ...]:
        today, made = self._desk.today(), []
        for case in cases:
            trainee = roster.get(case.trainee_id)
            if trainee is None:
                continue
            supervisor = supervisors.get(case.supervisor_id) if case.supervisor_id else None
            category = self._category(case, trainee)
            flags = slot_flags(case, trainee, supervisor, category, today)
            name = "" if supervisor is None else supervisor.name
            made.append(BoardSlot(case, trainee, name, slot_state(case), flags))
        return tuple(made)

    def _category(self, case: Case, trainee: Trainee) -> DosageCategory | None:
        reference = self._desk.reference
        drug = reference.drugs.get(case.drug_id)
        if drug is None or case.prescribed is None:
            return None
        profile = reference.profile(trainee.profile_id)
        found = categorize(profile, drug, reference.nuclide_of(drug), case.prescribed.low)
        return found if isinstance(found, DosageCategory) else None


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday of the week in which the day lies."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _meet(days: BoardFilter, visit: Period) -> bool:
    return visit.first <= days.last and (visit.last is None or visit.last >= days.first)


def _open_slot(change: Change, case_id: CaseId) -> Case:
    case = open_case(change, case_id)
    if case.state is CaseState.GIVEN:
        raise NotPlanned(case.code)
    return case


def _license(uow: UnitOfWork, slot: SlotPlan) -> str:
    """The license that lists the supervisor on that day, where there is exactly one to name."""
    if slot.supervisor_id is None:
        return ""
    listings = uow.supervisors.get(slot.supervisor_id).listings_on(slot.on)
    return listings[0].license_number if len(listings) == 1 else ""
