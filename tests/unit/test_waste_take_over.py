"""A submitted checklist of a closed container becomes a container, once, with what it says of impurities."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.answers import Chosen, Measured, Text
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.waste import Container, Standing, WasteState, standing_of
from au_desktop.domain.safety.waste_steps import WasteType
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.waste_storage import WasteStorage
from au_desktop.services.safety.waste_take_over import WasteTakeOver
from tests.builders import reference
from tests.checklist_desk import ChecklistDesk
from tests.memory_services import ADMINISTERED

CLOSE = "waste_close"
ACTIVITY = Measured(Activity.parse("220 MBq"))


@pytest.fixture(scope="module")
def desk():
    return ChecklistDesk(ADMINISTERED)


def submitted(desk, nuclide="I-131", impurity="none", kind="sharps", life="8.02 d"):
    """A checklist of a closed container, handed in."""
    staff = desk.memory.desk(Role.STAFF)
    work = ChecklistWork(staff, checklist_formulas(reference()))
    run_id = work.start(CLOSE, Subject(room_id=desk.room_id)).value
    answers = {
        "container": Text("17"),
        "waste_type": Chosen((kind,)),
        "nuclides": Text(nuclide),
        "longest": Text(nuclide),
        "half_life": Measured(Duration.parse(life)),
        "activity": ACTIVITY,
        "impurity": Chosen((impurity,)),
    }
    for key, value in answers.items():
        work.answer(run_id, key, value)
    sheets = desk.services(Role.STAFF).run_sheets
    while missing := sheets.sheet(run_id).verdict.missing:
        item = sheets.sheet(run_id).template.item(missing[0])
        work.answer(run_id, item.key, desk.plain_answer(item))
    work.submit(run_id)
    return run_id


def taken(desk, run_id):
    rso = desk.memory.desk(Role.RSO)
    key = WasteTakeOver(rso).take(run_id).value
    return WasteStorage(rso).container(key)


def test_a_closed_container_is_taken_over_once(desk):
    take_over = WasteTakeOver(desk.memory.desk(Role.RSO))
    run_id = submitted(desk)
    offer = next(one for one in take_over.offers() if one.run_id == run_id)
    assert "sharps 17, I-131, 220 MBq" in offer.words
    container = taken(desk, run_id)
    assert (container.waste_type, container.state) == (WasteType.SHARPS, WasteState.STORED)
    assert (container.run_id, container.notes) == (run_id, "on its tag: 17")
    assert container.room.name
    assert container.sealed.by.name == desk.memory.people[Role.PRECEPTOR].name
    assert run_id not in {one.run_id for one in take_over.offers()}
    with pytest.raises(Invalid, match="taken over already"):
        take_over.take(run_id)
    SafetyBook(desk.memory.desk(Role.RSO)).void(Container, container.id, "made by mistake")
    assert run_id in {one.run_id for one in take_over.offers()}


@pytest.mark.parametrize(
    ("nuclide", "impurity", "standing"),
    [
        ("Lu-177", "none", Standing.DECAY),
        ("Lu-177", "unknown", Standing.ASK),
        ("Lu-177", "stated", Standing.NOT_ELIGIBLE),
        ("I-131", "stated", Standing.NOT_ELIGIBLE),
    ],
)
def test_what_it_says_of_impurities_holds(desk, nuclide, impurity, standing):
    run_id = submitted(desk, nuclide, impurity, "other", "6.647 d")
    assert standing_of(taken(desk, run_id)) is standing


def test_a_nuclide_that_is_not_listed_takes_the_half_life_of_the_checklist(desk):
    container = taken(desk, submitted(desk, "Xx-99", "none", "dry", "3 d"))
    assert container.governing.half_life == Duration.parse("3 d")


def test_a_checklist_without_figures_is_told_and_not_taken(desk):
    run_id = submitted(desk)
    with desk.memory.center.unit_of_work() as uow:
        run = uow.runs.get(run_id)
    offered = WasteTakeOver(desk.memory.desk(Role.RSO))
    bare = replace(run, answers=())
    offer = offered._offer(bare, None)
    assert offer.activity is None
    assert offer.half_life is None
    assert offer.sealed_at == run.event_time
    assert offer.by.name == desk.memory.people[Role.RSO].name
    assert offer.waste_type is WasteType.OTHER
    assert offer.words.endswith("other waste, ")
    with pytest.raises(Invalid, match="by hand"):
        offered._content(offer)
