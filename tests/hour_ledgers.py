"""A trainee with hours of every fate, for the views about hours."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from au_desktop.domain.ids import HourEntryId, SupervisorId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.hours import Course, HourEntry, HourPart, Ledger
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.trainees import Pathway
from au_desktop.services.roster.paper_keeping import PaperDraft
from tests.hour_builders import an_entry, parts, work
from tests.training_center import TrainingCenter, an_authorized_user

PHYSICS = Course("Example University", "Radiation physics for therapy", ("35.396",))


@dataclass
class Ledgers:
    """A center with one trainee, and their entries by a name."""

    center: TrainingCenter
    trainee_id: TraineeId
    supervisor_id: SupervisorId

    def add(self, entry: HourEntry, **changes: Any) -> HourEntryId:
        supervisor = self.supervisor_id if entry.ledger is Ledger.WORK else None
        given = {"trainee_id": self.trainee_id, "supervisor_id": supervisor} | changes
        return self.center.work().hour_log.add(replace(entry, **given)).value

    def verify(self, *keys: HourEntryId) -> None:
        self.center.work().hour_log.verify_classroom(keys, Role.COORDINATOR.value)

    def confirm(self, *keys: HourEntryId) -> None:
        preceptor = self.center.work(Role.PRECEPTOR)
        preceptor.hour_log.confirm_work(keys, Role.PRECEPTOR.value)

    def entries(self) -> tuple[HourEntry, ...]:
        return self.center.work().hour_log.entries(self.trainee_id)


def empty_ledgers(**changes: Any) -> Ledgers:
    """A trainee of 35.396 without hours."""
    center = TrainingCenter()
    supervisor = an_authorized_user(center)
    trainee_id = center.enroll(
        family_name="Example 11", given_name="K.", pathway=Pathway.PARENTERAL, **changes
    )
    return Ledgers(center, trainee_id, supervisor)


def busy_ledgers() -> Ledgers:
    """Counting, waiting, old, old and answered, claimed elsewhere, on another subject, void."""
    ledgers = empty_ledgers()
    monday = date(2026, 3, 2)
    draft = PaperDraft(PaperOwner.TRAINEE, ledgers.trainee_id, "Physics certificate")
    paper = ledgers.center.work().papers.keep_bytes(draft, "physics.pdf", b"%PDF physics").value
    hours = parts(A="16", B="8", C="6", D="4", E="6")
    physics = an_entry(
        course=PHYSICS, parts=hours, first=monday, last=monday + timedelta(days=4), paper_id=paper
    )
    old = an_entry(
        course=replace(PHYSICS, title="Radiation biology, residency"),
        parts=parts(E="12"),
        first=date(2018, 5, 7),
        last=date(2018, 5, 9),
    )
    education = an_entry(
        ledger=Ledger.CONTINUING,
        course=Course("ASTRO", "Radiopharmaceutical therapy update"),
        parts=parts(E="3"),
        first=date(2025, 10, 1),
    )
    ledgers.verify(ledgers.add(physics), ledgers.add(old), ledgers.add(education))
    others = {
        "Beyond the Beam, recorded talks": ("35.396",),
        "Nuclear medicine seminar": ("35.390",),
    }
    for at, (title, sections) in enumerate(others.items()):
        course = Course("ASTRO" if at == 0 else "Example University", title, sections)
        day = date(2026, 5, 4 + 7 * at)
        ledgers.add(an_entry(course=course, parts=parts(B="3", other="2"), first=day))
    month = {"first": date(2026, 9, 1), "last": date(2026, 9, 30)}
    elements = tuple(HourPart(code, Decimal(12)) for code in "ABCD")
    ledgers.confirm(ledgers.add(work(parts=elements, **month)))
    ledgers.add(work(parts=parts(E="6"), first=date(2026, 10, 5), last=date(2026, 10, 9)))
    void = ledgers.add(work(parts=parts(A="2"), first=date(2026, 11, 2)))
    ledgers.center.work().hour_log.void(void, "entered for another trainee")
    return ledgers
