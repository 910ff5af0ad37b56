"""What a license says about a supervisor comes back whole; a trainee taken back leaves every list and stays readable."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from au_desktop.domain.ids import PaperId, ProgramId, SupervisorId, TraineeId
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.domain.training.trainees import Period, TraineeStatus
from au_desktop.persistence import schema
from au_desktop.persistence.engine import connect
from au_desktop.persistence.read_queries.due_queries import due_rows
from au_desktop.persistence.read_queries.roster_queries import (
    roster_page,
    trainees_active,
    trainees_visiting,
)
from au_desktop.persistence.read_queries.sheet_queries import SqlSheetQueries
from au_desktop.services.rows import PageRequest, RosterFilter
from tests.builders import DAY, a_trainee
from tests.center_files import KEY, OpenCenter, older_center, opened

LISTING = LicenseListing(
    "09-11111-01", "NRC", ("35.57",), ("G3",), Period(date(2010, 1, 1)), "12",
    named_by=date(2010, 1, 1), category_waiver="meets 35.390(a)", paper_id=PaperId(UUID(int=5)),
)  # fmt: skip


def test_a_listing_comes_back_whole(center: OpenCenter) -> None:
    plain = LicenseListing("09-11111-02", "NRC", ("35.390",), ("G1",), Period(date(2020, 1, 1)))
    supervisor = SupervisingAU(SupervisorId(UUID(int=1)), "Example P.", (LISTING, plain))
    with center.work() as uow:
        uow.supervisors.add(supervisor)
        uow.commit()
    with center.work() as uow:
        assert uow.supervisors.get(supervisor.id) == supervisor


def test_a_trainee_keeps_the_program(center: OpenCenter) -> None:
    trainee = a_trainee(id=TraineeId(UUID(int=2)), program_id=ProgramId(UUID(int=3)))
    with center.work() as uow:
        uow.trainees.add(trainee)
        assert uow.trainees.get(trainee.id) == trainee
        assert uow.trainees.get(trainee.id).program_id == ProgramId(UUID(int=3))


def test_a_trainee_taken_back_is_in_no_list_and_stays_readable(center: OpenCenter) -> None:
    stays = a_trainee(id=TraineeId(UUID(int=1)), number=1)
    goes = a_trainee(id=TraineeId(UUID(int=2)), number=2, family_name="Example 08")
    members = replace(stays.membership, valid_until=DAY)
    stays, goes = replace(stays, membership=members), replace(goes, membership=members)
    with center.work() as uow:
        for trainee in (stays, goes):
            uow.trainees.add(trainee)
        uow.trainees.replace(replace(goes, void_reason="import taken back"))
        uow.commit()
    with center.engines.read.connect() as reader:
        page = roster_page(reader, RosterFilter(), PageRequest(), DAY)
        assert [row.number for row in page.rows] == [1]
        assert page.total == 1
        assert trainees_active(reader) == (stays.id,)
        assert trainees_visiting(reader, DAY) == (stays.id,)
        assert [row.id for row in due_rows(reader, DAY)] == [stays.id]
        active = roster_page(reader, RosterFilter(status=TraineeStatus.ACTIVE), PageRequest(), DAY)
        assert active.total == 1
    with SqlSheetQueries(center.engines).view() as sheets:
        assert sheets.trainees() == (stays.id,)
    with center.work() as uow:
        assert uow.trainees.get(goes.id).void_reason == "import taken back"
        assert len(uow.trainees.all()) == 2


def test_an_older_file_keeps_its_supervisors_and_trainees(tmp_path: Path) -> None:
    path = tmp_path / "Lakeside.aucenter" / "center.db"
    path.parent.mkdir()
    older_center(path)
    key = UUID(int=7).bytes
    with closing(connect(path, KEY)) as made:
        made.execute(
            "INSERT INTO supervisors VALUES (?, 'Example P.', 'example p.', NULL, '')", (key,)
        )
        made.execute(
            "INSERT INTO listings VALUES (?, 0, '45-00000-01', 'NRC', '[\"35.390\"]', '[\"G3\"]', '2020-01-01', NULL, '3')",
            (key,),
        )
    schema.upgrade(path, KEY)
    with opened(path) as center, center.work() as uow:
        (found,) = uow.supervisors.all()
        (listing,) = found.listings
    assert listing == LicenseListing(
        "45-00000-01", "NRC", ("35.390",), ("G3",), Period(date(2020, 1, 1)), "3"
    )
