"""What the forecast and Today ask of the cases: administrations given in some days, and parts that differ."""

from datetime import timedelta
from uuid import UUID

from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.training.cases import CaseState, Part, Prescribed, Voided
from au_desktop.domain.training.ratings import DualRating, PartStatement, Resolution
from au_desktop.persistence.read_queries.sql_read_queries import SqlReadQueries
from au_desktop.services.rows import GivenRow
from tests.builders import DAY, a_case, a_trainee, gbq, mci
from tests.center_files import NOW, PERSON, SUPERVISOR, TRAINEE, OpenCenter

OTHER = a_trainee(id=TraineeId(UUID(int=2001)), number=2)
IODIDE = "i-131-sodium-iodide"
LUTETIUM = "lu-177-vipivotide-tetraxetan"


def log(center: OpenCenter, *changes: dict[str, object]) -> None:
    with center.work() as uow:
        uow.people.add(PERSON)
        uow.trainees.add(TRAINEE)
        uow.trainees.add(OTHER)
        uow.supervisors.add(SUPERVISOR)
        for number, change in enumerate(changes, start=1):
            facts = {"number": number, "trainee_id": TRAINEE.id, "supervisor_id": SUPERVISOR.id}
            uow.cases.add(a_case(id=CaseId(UUID(int=3000 + number)), **(facts | change)))
        uow.commit()


def given(center: OpenCenter, days: int = 9) -> tuple[GivenRow, ...]:
    return SqlReadQueries(center.engines.read).given_between(DAY - timedelta(days=days), DAY)


def test_they_come_by_drug_and_prescribed_activity(center: OpenCenter) -> None:
    iodide = {"drug_id": IODIDE, "administered": mci("99.1")}
    log(
        center,
        {"patient_code": "LR-1"},
        {"patient_code": "LR-2", "administered": gbq("7.30")},
        iodide | {"patient_code": "LR-3", "prescribed": Prescribed(mci("100"))},
        iodide | {"patient_code": "LR-4", "prescribed": None},
    )
    assert set(given(center)) == {
        GivenRow(LUTETIUM, gbq("7.4"), 2),
        GivenRow(IODIDE, mci("100"), 1),
        GivenRow(IODIDE, mci("99.1"), 1),
    }


def test_two_trainees_at_one_are_one_and_cases_without_a_code_stand_for_themselves(
    center: OpenCenter,
) -> None:
    log(
        center,
        {"patient_code": "LR-1"},
        {"patient_code": "LR-1", "trainee_id": OTHER.id},
        {"patient_code": "LR-1", "on": DAY - timedelta(days=1)},
        {"patient_code": ""},
        {"patient_code": ""},
    )
    assert given(center) == (GivenRow(LUTETIUM, gbq("7.4"), 4),)


def test_what_was_not_given_in_these_days_stays_out(center: OpenCenter) -> None:
    log(
        center,
        {"state": CaseState.PLANNED},
        {"state": CaseState.LOST, "lost_reason": "dose not delivered"},
        {"on": DAY - timedelta(days=10)},
        {"on": DAY + timedelta(days=1)},
        {"voided": Voided("twice", NOW)},
        {"prescribed": None, "administered": None},
    )
    assert given(center) == ()


def test_cases_whose_parts_differ_come_by_day_until_settled(center: OpenCenter) -> None:
    log(
        center,
        {"patient_code": "LR-1"},
        {"patient_code": "LR-2", "on": DAY - timedelta(days=2)},
        {"patient_code": "LR-3"},
        {"patient_code": "LR-4"},
        {"patient_code": "LR-5", "voided": Voided("twice", NOW)},
        {"patient_code": "LR-6"},
    )
    keys = [CaseId(UUID(int=3000 + number)) for number in range(1, 7)]
    performed, assisted = (
        PartStatement(part=part, by=PERSON.id, at=NOW) for part in (Part.PERFORMED, Part.ASSISTED)
    )
    settled = Resolution(Part.ASSISTED, "seen on the record", PERSON.id, NOW)
    with center.work() as uow:
        uow.ratings.put(DualRating(keys[0], performed, assisted))
        uow.ratings.put(DualRating(keys[1], assisted, performed))
        uow.ratings.put(DualRating(keys[2], performed, performed))
        uow.ratings.put(DualRating(keys[3], performed, assisted, settled))
        uow.ratings.put(DualRating(keys[4], performed, assisted))
        uow.ratings.put(DualRating(keys[5], performed))
        uow.commit()
    lists = SqlReadQueries(center.engines.read)
    assert lists.cases_with_parts_open() == (keys[1], keys[0])
