"""Real encrypted center folders with people in them, made with the quickest key derivation that is allowed, then copied."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from au_desktop.bootstrap import DATABASE_NAME, FileOpening, tools
from au_desktop.domain.checklists.answers import Reference
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, PersonId, RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.training.cases import CaseState, Part, Prescribed
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.opened_center import OpenedCenter
from au_desktop.persistence import backups
from au_desktop.security.key_slots import FLOOR
from au_desktop.security.vault import Vault
from au_desktop.services.bundle import Services
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.example.example_answers import Scene, example_answers
from au_desktop.services.opening import NewCenter
from au_desktop.wiring import Tools
from tests.builders import a_case, a_room, a_supervisor, a_trainee, an_instrument, mci

PASSPHRASES = {
    Role.COORDINATOR: "seven lead pigs under the hood",
    Role.PRECEPTOR: "herons stand in the shallow end",
    Role.RSO: "a survey before the kettle boils",
    Role.TRAINEE: "counting curies in the dark",
}
NAMES = {
    Role.COORDINATOR: "Ottilie Brandvold",
    Role.PRECEPTOR: "Marcellus Quist",
    Role.RSO: "Philippa Rennert",
    Role.TRAINEE: "Leopold Savary",
}
PATIENT_CODE = "ZQ-70412"
FACTS = CenterFacts("Hillside RPT Center", "45-00000-01", "NRC", "1 Example Way")
PROJECT = Path(__file__).resolve().parent.parent


def quick_tools() -> Tools:
    """The program's own tools with the quickest key derivation that is allowed."""
    return replace(tools(), kdf=FLOOR)


@dataclass(frozen=True)
class CenterFolder:
    """A closed center on disk and the people in it."""

    folder: Path
    people: dict[Role, PersonId]

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME

    def opening(self) -> FileOpening:
        return FileOpening(quick_tools())

    def unlock(
        self, role: Role = Role.COORDINATOR, passphrase: str = "", tools: Tools | None = None
    ) -> OpenedCenter:
        opening = FileOpening(tools or quick_tools())
        return opening.unlock(self.folder, self.people[role], passphrase or PASSPHRASES[role])

    @contextmanager
    def opened(
        self, role: Role = Role.COORDINATOR, passphrase: str = "", tools: Tools | None = None
    ) -> Iterator[OpenedCenter]:
        center = self.unlock(role, passphrase, tools)
        try:
            yield center
        finally:
            center.close()

    def copy_to(self, folder: Path) -> "CenterFolder":
        shutil.copytree(self.folder, folder)
        return CenterFolder(folder, self.people)


def make_center(folder: Path) -> CenterFolder:
    """A new center with a coordinator, a preceptor, an RSO and a trainee."""
    founder = NewCenter(
        folder, FACTS, NAMES[Role.COORDINATOR], Role.COORDINATOR, PASSPHRASES[Role.COORDINATOR]
    )
    center = FileOpening(quick_tools()).create(founder)
    people = {Role.COORDINATOR: center.services.desk.actor.person_id}
    for role in (Role.PRECEPTOR, Role.RSO, Role.TRAINEE):
        added = center.services.access.add_person(NAMES[role], role, PASSPHRASES[role])
        people[role] = added.value
    center.close()
    shutil.rmtree(folder / "backups")
    return CenterFolder(folder, people)


def backups_of(center: CenterFolder) -> tuple[Path, ...]:
    """The backups of a center, oldest first."""
    return backups.backups_in(center.folder / backups.BACKUPS_NAME)


def backed_up(center: CenterFolder) -> Path:
    """One trainee more, and the backup that closing makes of it."""
    with center.opened() as opened:
        opened.services.enrolment.enroll(a_trainee())
    return backups_of(center)[-1]


def database_key(center: CenterFolder, role: Role = Role.COORDINATOR) -> bytes:
    """The key that the database is under now."""
    return Vault.open(center.folder).unlock(center.people[role], PASSPHRASES[role]).database_key


def equip(services: Services) -> None:
    """A room and the instruments that the shipped checklists ask for, as the coordinator adds them."""
    today = services.desk.today()
    services.facilities.add_room(a_room())
    for name, kind in (
        ("DC-1", InstrumentKind.DOSE_CALIBRATOR),
        ("SM-1", InstrumentKind.SURVEY_METER),
        ("WC-1", InstrumentKind.WIPE_COUNTER),
    ):
        services.facilities.add_instrument(
            an_instrument(name=name, kind=kind, calibrated_on=today)
        )


def plan_case(services: Services, preceptor: PersonId) -> CaseId:
    """A trainee, a supervising AU and a planned case of today, as the coordinator adds them."""
    today = services.desk.today()
    capacity = CapacityPeriod(Capacity.SUPERVISED_PARTICIPANT, Period(today))
    trainee = a_trainee(family_name="Tannhauser", capacities=(capacity,), visits=(Period(today),))
    supervisor = a_supervisor(name=NAMES[Role.PRECEPTOR], person_id=preceptor)
    case = a_case(
        trainee_id=services.enrolment.enroll(trainee).value,
        supervisor_id=services.supervision.add(supervisor).value,
        on=today,
        state=CaseState.PLANNED,
        patient_code=PATIENT_CODE,
        prescribed=Prescribed(mci("200")),
        administered=None,
        part=None,
    )
    return services.case_log.add(case).value


TEMPLATE = "lu177_vipivotide_administration"


def start(services: Services, case_id: CaseId) -> RunId:
    """Begin the administration's checklist."""
    case = services.case_log.case(case_id)
    room = services.facilities.rooms()[0]
    subject = Subject(
        case_id=case.id,
        trainee_id=case.trainee_id,
        supervisor_id=case.supervisor_id,
        room_id=room.id,
        drug_id=case.drug_id,
    )
    return services.checklist_work.start(TEMPLATE, subject).value


def scene(services: Services) -> Scene:
    """What the answers of an uneventful day are about."""
    drug = services.desk.reference.drug("lu-177-vipivotide-tetraxetan")
    return Scene(
        actor=services.desk.actor,
        event=services.desk.clock.now(),
        instruments={entry.kind: entry for entry in services.facilities.instruments()},
        room=services.facilities.rooms()[0],
        prescribed=mci("200"),
        part=Part.PERFORMED,
        patient_code=PATIENT_CODE,
        drug=Reference("drug", drug.title, drug_id=drug.id),
        random=Random(7),  # noqa: S311 - an example
    )


def fill_and_submit(services: Services, run_id: RunId) -> None:
    """Answer everything and submit."""
    answers = example_answers(services.templates.template(TEMPLATE), scene(services))
    services.checklist_work.answer_all(run_id, answers)
    services.checklist_work.submit(run_id)


def slot(services: Services, run_id: RunId, meaning: str) -> int:
    """The position of the signature with that meaning."""
    return next(
        one.position for one in services.signing.slots(run_id) if one.rule.meaning == meaning
    )


def in_another_process(code: str, *arguments: str, stdin: bool = False) -> "subprocess.Popen[str]":
    """Run a piece of code in a process of its own, with this project on its path."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=PROJECT,
    )
