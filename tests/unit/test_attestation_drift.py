"""What an attestation rests on beside the numbers: continuing education, and the licenses of whoever signs or concurs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.ids import HourEntryId, SupervisorId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.hours import Course, HourPart, Ledger
from au_desktop.domain.training.standings.attestation_rules import (
    DirectorClaim,
    RecordedConcurrence,
)
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.services.attesting.attestation_evidence import EvidenceReader
from tests.attestation_examples import ReadyCenter
from tests.standing_desk import standings_of
from tests.statement_examples import PASS, a_draft


def the_supervisor(center: ReadyCenter, key: SupervisorId) -> SupervisingAU:
    return next(one for one in center.work().supervision.supervisors() if one.id == key)


def drifted(center: ReadyCenter) -> list[str]:
    (view,) = center.attestations().state(center.trainee_id).given
    return [one.record.code for one in view.validity.drift]


def test_continuing_education_that_answers_for_old_hours_is_evidence() -> None:
    center = ReadyCenter()
    education = replace(
        center.classroom,
        id=HourEntryId(UUID(int=7009)),
        number=9,
        ledger=Ledger.CONTINUING,
        parts=(HourPart("", Decimal(8)),),
        course=Course("Example University", "Update"),
        paper_id=None,
    )
    with center.memory.center.unit_of_work() as uow:
        uow.hours.add(education)
        uow.commit()
    center.work(Role.PRECEPTOR).statements.sign(a_draft(education), PASS)
    desk = center.memory.desk(Role.PRECEPTOR)
    with desk.unit_of_work() as uow:
        now = standings_of(desk).of(center.trainee_id)
        codes = [one.code for one in EvidenceReader(desk, uow, now).read().records]
    assert "H-000009" in codes


def test_a_supervisors_license_in_the_middle_of_an_entry_is_evidence() -> None:
    center = ReadyCenter()
    known = the_supervisor(center, center.supervisor_id)
    middle = replace(
        known.listings[0],
        license_number="45-00000-07",
        period=replace(known.listings[0].period, first=date(2026, 11, 5), last=date(2026, 11, 9)),
    )
    center.work().supervision.change(replace(known, listings=(*known.listings, middle)))
    records = center.attestations().evidence(center.trainee_id).records
    assert any(one.code.startswith("45-00000-07") for one in records)


def test_a_changed_license_of_whoever_concurs_shows() -> None:
    center = ReadyCenter()
    faculty_id = center.faculty()
    on = center.now().local.date()
    recorded = (RecordedConcurrence(faculty_id, on),)
    claim = DirectorClaim("Radiation oncology residency", "RCPSC", True, True, recorded)
    draft = center.attestations().director_draft(center.trainee_id, claim)
    center.work(Role.PRECEPTOR).statements.sign(draft, PASS)
    assert drifted(center) == []
    known = the_supervisor(center, faculty_id)
    narrower = replace(known.listings[0], categories=("G1",))
    center.work().supervision.change(replace(known, listings=(narrower,)))
    assert drifted(center) == ["45-00000-02 (Faculty F.)"]
    (fields,) = center.attestations().state(center.trainee_id).changed.values()
    assert list(fields.values()) == [("categories[1]",)]
