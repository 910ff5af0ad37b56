"""Real centers with a trainee whose packet holds something of every kind, and packets made from them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from au_desktop.domain.ids import HourEntryId, SupervisorId, TraineeId
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.signing.statements import StatementDraft, StatementKind
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.hours import Course, HourEntry, HourPart, Ledger
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.exchange.packet_reader import PacketFileReader
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Subject
from au_desktop.services.leaving.packets import PacketWish
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.services.rows import ExportRow
from au_desktop.services.statements.stated_records import stated_hours
from au_desktop.services.workbook.workbook_checks import FaultKind
from tests.builders import RESOURCES, a_case, a_trainee
from tests.centers import (
    PASSPHRASES,
    CenterFolder,
    equip,
    fill_and_submit,
    make_center,
    plan_case,
    slot,
    start,
)

READER = PacketFileReader(RESOURCES / "packet")
PAPER = b"%PDF-1.7 a certificate, as it was scanned"


def make_packet_center(folder: Path) -> tuple[CenterFolder, TraineeId]:
    """A trainee with a signed case, a planned one, verified and confirmed hours and a paper; and another trainee."""
    center = make_center(folder)
    with center.opened(Role.COORDINATOR) as opened:
        services = opened.services
        equip(services)
        case_id = plan_case(services, center.people[Role.PRECEPTOR])
        case = services.case_log.case(case_id)
        trainee_id, supervisor_id = case.trainee_id, case.supervisor_id
        assert supervisor_id is not None
        coming = replace(case, state=CaseState.PLANNED, patient_code="", administered=None)
        services.case_log.add(replace(coming, on=case.on + timedelta(days=7)))
        other = services.enrolment.enroll(a_trainee(family_name="Somebody Else")).value
        services.case_log.add(a_case(trainee_id=other, supervisor_id=supervisor_id, on=case.on))
        room, work = _log_hours(services, trainee_id, supervisor_id)
        keep_paper(services, trainee_id, folder.parent)
        sign_hours(services, StatementKind.CLASSROOM_VERIFIED, room, Role.COORDINATOR)
    with center.opened(Role.PRECEPTOR) as opened:
        services = opened.services
        run_id = start(services, case_id)
        fill_and_submit(services, run_id)
        place = slot(services, run_id, "supervised")
        services.signing.sign(run_id, place, PASSPHRASES[Role.PRECEPTOR])
        sign_hours(services, StatementKind.WORK_CONFIRMED, work, Role.PRECEPTOR)
        attest(services, trainee_id)
    return center, trainee_id


def keep_paper(services: Services, trainee_id: TraineeId, folder: Path) -> None:
    """A certificate, kept in the center file."""
    scan = folder / "certificate of training.pdf"
    scan.write_bytes(PAPER)
    services.papers.keep(PaperDraft(PaperOwner.TRAINEE, trainee_id, "Certificate"), scan)


def _log_hours(
    services: Services, trainee_id: TraineeId, supervisor_id: SupervisorId
) -> tuple[HourEntry, HourEntry]:
    room = HourEntry(
        id=HourEntryId(services.desk.ids.new()),
        number=1,
        trainee_id=trainee_id,
        ledger=Ledger.CLASSROOM,
        parts=(HourPart("A", Decimal(12)), HourPart("B", Decimal("7.5"))),
        first=date(2026, 3, 2),
        last=date(2026, 3, 6),
        course=Course("Example University", "Physics of therapy", ("35.396",)),
        place="Lakeside",
    )
    work = HourEntry(
        id=HourEntryId(services.desk.ids.new()),
        number=2,
        trainee_id=trainee_id,
        ledger=Ledger.WORK,
        parts=(HourPart("A", Decimal(8)), HourPart("C", Decimal(10))),
        first=date(2026, 4, 6),
        last=date(2026, 4, 10),
        place="Lakeside RPT Center",
        license_number="45-00000-01",
        supervisor_id=supervisor_id,
    )
    with services.desk.change(Permission.KEEP_HOURS) as change:
        for entry in (room, work):
            change.uow.next_number("hours")
            change.uow.hours.add(entry)
            change.record("add hours", Subject(Kind.HOURS, entry.id, entry.code), None, entry)
    return room, work


def sign_hours(services: Services, kind: StatementKind, entry: HourEntry, role: Role) -> None:
    """Verify or confirm one entry."""
    draft = StatementDraft(kind, entry.trainee_id, {"hours": "seen"}, (stated_hours(entry),))
    services.statements.sign(draft, PASSPHRASES[role])


def attest(services: Services, trainee_id: TraineeId) -> None:
    """A preceptor's attestation, as plain as it can be."""
    facts = {"sentence": "I attest.", "evidence": {"cases": ["C-000001"]}, "facility": "Lakeside"}
    draft = StatementDraft(StatementKind.ATTESTATION, trainee_id, facts)
    services.statements.sign(draft, PASSPHRASES[Role.PRECEPTOR])


def packet_of(
    services: Services, trainee_id: TraineeId, target: Path, role: Role = Role.COORDINATOR
) -> ExportRow:
    """Make a packet; a zip where the target's name says so."""
    wish = PacketWish(target, as_zip=target.suffix == ".zip")
    signer = services.signing.signer(PASSPHRASES[role])
    return services.packets.make(TraineeId(UUID(str(trainee_id))), wish, signer).value


def found(packet: Path) -> list[tuple[str, str, FaultKind]]:
    """The alterations; `CANNOT_TELL` raises."""
    faults = READER.examine(packet).faults
    return [(one.sheet, one.place, one.kind) for one in faults]
