"""A training center in memory with a roster and cases of every fate, for the pages about training."""

from dataclasses import fields, replace
from datetime import date, timedelta
from types import SimpleNamespace

from au_desktop.domain.checklists.answers import PartTaken, StepPart
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, SupervisorId, TraineeId
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState, Part, Prescribed
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import (
    Capacity,
    CapacityPeriod,
    Eligibility,
    Pathway,
    Period,
    ProgramMembership,
    TraineeStatus,
)
from au_desktop.exchange.roster_reader import read_tables
from au_desktop.services.imports.case_import import CaseImport
from au_desktop.services.imports.hour_import import HourImport
from au_desktop.services.imports.import_source import ImportSource
from au_desktop.services.imports.roster_import import RosterImport
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import a_case, a_supervisor, a_trainee, an_instrument, gbq, mci
from tests.memory_services import ADMINISTERED, MemoryServices

TODAY = date(2026, 11, 20)
VIPIVOTIDE, DOTATATE = "lu-177-vipivotide-tetraxetan", "lu-177-dotatate"
RADIUM, IODIDE, SPHERES = "ra-223-dichloride", "i-131-sodium-iodide", "y-90-glass-microspheres"
BEDSIDE = replace(
    ADMINISTERED,
    id="lu177_example",
    title="Lu-177 vipivotide tetraxetan, administration with a trainee",
    drugs=(VIPIVOTIDE,),
)


def mbq(amount: str) -> Activity:
    return Activity.of(amount, ActivityUnit.MBQ)


class TrainingCenter(MemoryServices):
    """`services(role)` is a whole bundle of use cases as the pages get it."""

    def __init__(self) -> None:
        super().__init__()
        self.take_in(BEDSIDE)

    def services(self, role: Role = Role.COORDINATOR, read_only: str = "") -> SimpleNamespace:
        work = self.work(role, read_only)
        parts = {field.name: getattr(work, field.name) for field in fields(work)}
        parts["desk"] = self.memory.desk(role, read_only)
        parts["safety_book"] = SafetyBook(parts["desk"])
        source = ImportSource(parts["desk"], read_tables)
        parts["roster_import"] = RosterImport(work.enrolment, source)
        parts["hour_import"] = HourImport(parts["desk"], work.hour_log, source)
        parts["case_import"] = CaseImport(parts["desk"], work.case_log, source)
        return SimpleNamespace(**parts)

    def enroll(self, **changes: object) -> TraineeId:
        return self.work().enrolment.enroll(a_trainee(**changes)).value

    def log_case(self, **changes: object) -> CaseId:
        return (
            self.work()
            .case_log.add(a_case(**({"on": TODAY, "supervisor_id": None} | changes)))
            .value
        )

    def confirm(self, case_id: CaseId) -> None:
        """A signed checklist about the case; the case then keeps the assay as administered."""
        run_id = (
            self.work(Role.PRECEPTOR)
            .checklist_work.start(ADMINISTERED.id, Subject(case_id=case_id))
            .value
        )
        part = self.work().case_log.case(case_id).part
        same = {} if part is None else {"part_overall": PartTaken(StepPart(part.value))}
        self.work(Role.PRECEPTOR).checklist_work.answer_all(run_id, self.answers(**same))
        self.work(Role.PRECEPTOR).checklist_work.submit(run_id)
        self.sign(run_id)

    def instrument(self, **changes: object) -> None:
        instrument = an_instrument(**changes)
        self.work().facilities.add_instrument(instrument)


def an_authorized_user(center: TrainingCenter) -> SupervisorId:
    person = center.memory.people[Role.PRECEPTOR]
    return center.work().supervision.add(a_supervisor(person_id=person.id)).value


def a_late_user(center: TrainingCenter) -> SupervisorId:
    """Listed for parenteral use only since yesterday."""
    listing = LicenseListing(
        "45-00000-02", "NRC", ("35.396",), ("G3",), Period(date(2026, 11, 19)), "14"
    )
    late = a_supervisor(name="Example Q.", listings=(listing,))
    return center.work().supervision.add(late).value


def a_busy_center() -> TrainingCenter:
    """A dozen trainees and forty cases: counting, waiting, observed, planned, void."""
    center = TrainingCenter()
    first, late = an_authorized_user(center), a_late_user(center)
    trainees = _a_dozen(center)
    _forty_cases(center, trainees, first, late)
    center.instrument(name="SM-2", calibrated_on=date(2025, 11, 19))
    center.instrument(name="SM-3", calibrated_on=date(2025, 11, 24))
    center.instrument(name="DC-1", calibrated_on=date(2025, 12, 2))
    return center


def _stay(first: date, last: date, capacity: Capacity | None) -> dict[str, object]:
    visit = Period(first, last)
    granted = (CapacityPeriod(capacity, visit),) if capacity else ()
    return {"visits": (visit,), "capacities": granted}


def _a_dozen(center: TrainingCenter) -> list[TraineeId]:
    hands, watch = Capacity.SUPERVISED_PARTICIPANT, Capacity.OBSERVER
    november, this_week = date(2026, 11, 1), date(2026, 11, 16)
    seen = Eligibility(classroom_complete=True, membership_seen=True, license_seen=True)
    full = ("G1", "G2", "G3")
    plans: list[dict[str, object]] = [
        _stay(november, date(2026, 11, 24), hands) | {"eligibility": seen},
        _stay(this_week, TODAY, hands)
        | {"pathway": Pathway.ORAL_ABOVE_33_MCI, "requested": ("G2",)},
        _stay(this_week, date(2026, 11, 25), watch) | {"degree": "DO"},
        _stay(this_week, date(2026, 12, 4), None)
        | {"pathway": Pathway.ALTERNATE_390, "requested": full},
        _stay(date(2026, 12, 7), date(2026, 12, 9), hands) | {"license_state": "PR"},
        _stay(date(2026, 10, 5), date(2026, 10, 30), Capacity.PRIVILEGED)
        | {"status": TraineeStatus.COMPLETED, "license_state": "DC"},
        {
            "visits": (),
            "capacities": (),
            "status": TraineeStatus.APPLIED,
            "requested": (),
            "pathway": Pathway.UNDECIDED,
        },
        _stay(november, date(2026, 11, 30), hands)
        | {
            "profile_id": "example-state-four",
            "requested": ("G3a", "G3b"),
            "pathway": Pathway.ALTERNATE_390,
        },
        _stay(date(2027, 1, 11), date(2027, 1, 15), hands) | {"status": TraineeStatus.APPLIED},
        _stay(november, date(2026, 11, 30), Capacity.PRIVILEGED)
        | {"pathway": Pathway.EXISTING_AU},
        _stay(date(2026, 9, 1), date(2026, 9, 4), hands) | {"status": TraineeStatus.WITHDRAWN},
        _stay(date(2026, 11, 30), date(2026, 12, 18), hands)
        | {"pathway": Pathway.BOARD, "requested": full},
    ]
    until = [date(2027, 3, 31), date(2026, 10, 31), date(2026, 11, 30), None]
    return [
        center.enroll(
            family_name=f"Example {number:02}",
            given_name=f"{'ABCDEFGHJKLM'[number - 1]}.",
            membership=ProgramMembership(f"2000{number}", until[number % 4]),
            **plan,
        )
        for number, plan in enumerate(plans, 1)
    ]


_OBSERVER = 2
"""Which of the dozen only watches."""


def _forty_cases(
    center: TrainingCenter, trainees: list[TraineeId], first: SupervisorId, late: SupervisorId
) -> None:
    drugs = (
        (VIPIVOTIDE, gbq("7.4"), gbq("7.41")),
        (DOTATATE, gbq("7.4"), gbq("7.36")),
        (RADIUM, mbq("4.6"), mbq("4.6")),
        (IODIDE, mci("100"), mci("98.2")),
        (SPHERES, gbq("2.1"), gbq("2.05")),
    )
    parts = (Part.PERFORMED, Part.ASSISTED, Part.PERFORMED, Part.OBSERVED)
    for number in range(36):
        drug, prescribed, administered = drugs[number % 5 if number % 7 else 0]
        case_id = center.log_case(
            trainee_id=trainees[number % 10],
            on=TODAY - timedelta(days=number % 17),
            drug_id=drug,
            prescribed=Prescribed(prescribed),
            administered=None if number % 13 == 5 else administered,
            part=Part.OBSERVED if number % 10 == _OBSERVER else parts[number % 4],
            supervisor_id=late if number % 9 == 4 else first,
            patient_code=f"LR-{200 + number:04}",
        )
        if number % 3 == 0 and drug == VIPIVOTIDE:
            center.confirm(case_id)
    for number, days in enumerate((0, 0, 3, 6)):
        center.log_case(
            trainee_id=trainees[number],
            on=TODAY + timedelta(days=days),
            drug_id=(VIPIVOTIDE, IODIDE)[number % 2],
            state=CaseState.PLANNED,
            administered=None,
            part=None,
            supervisor_id=first,
            patient_code="",
        )
    center.work().case_log.void(
        CaseId(center.memory.queries.cases_between(TODAY, TODAY)[0]), "logged twice"
    )
    _some_checklists(center)


def _some_checklists(center: TrainingCenter) -> None:
    """Two that wait, the older for three days, and one draft."""
    planned = center.memory.queries.cases_between(TODAY, TODAY)[-1]
    center.memory.clock.move(days=-3)
    center.submitted(planned)
    center.memory.clock.move(days=3)
    center.submitted(planned)
    center.run(planned)
