"""The packages of the worked example: weeks of receipts, a call, a late one, one still waiting, and what is left."""

from datetime import date
from functools import lru_cache

from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.packages import Package, PackageIssue
from au_desktop.domain.safety.stock import Stock, StockTake
from au_desktop.services.example.example_packages import example_packages
from tests.builders import a_room, an_instrument
from tests.memory_stage import MemoryStage
from tests.package_examples import COUNTER, HOT_LAB, METER

LAST_DAY = date(2026, 11, 20)


def play(stage: MemoryStage, *, left_out: int = 0) -> MemoryStage:
    """Play all moves but the first few, as if the center had been founded after them."""
    with stage.memory.center.unit_of_work() as uow:
        uow.rooms.add(a_room(id=HOT_LAB.id, name=HOT_LAB.name))
        calibrated = date(2026, 9, 1)
        uow.instruments.add(an_instrument(id=METER.id, name="SM-1", calibrated_on=calibrated))
        kind = InstrumentKind.WIPE_COUNTER
        uow.instruments.add(
            an_instrument(id=COUNTER.id, name="WC-1", kind=kind, calibrated_on=calibrated)
        )
        uow.commit()
    moves = sorted(example_packages(stage, LAST_DAY), key=lambda move: move.at.utc)  # type: ignore[arg-type] # these parts are all it uses
    for move in moves[left_out:]:
        stage.set_time(move.at)
        move.play()
    stage.set_time(stage.now())
    return stage


@lru_cache
def played() -> MemoryStage:
    return play(MemoryStage())


def everything(kind: type, stage: MemoryStage | None = None) -> list:  # type: ignore[type-arg] # of records
    with (stage or played()).memory.center.unit_of_work() as uow:
        return list(uow.safety.all(kind))


def test_packages_went_all_the_way_but_one_is_overdue() -> None:
    packages = everything(Package)
    assert [package.state for package in packages].count("done") == len(packages) - 1
    (waiting,) = [package for package in packages if package.state == "to monitor"]
    assert waiting.clock.due.utc < played().now().utc


def test_one_was_called_about_and_one_was_late() -> None:
    wrong = [
        finding.issue
        for package in everything(Package)
        for finding in package.findings
        if finding.wrong
    ]
    assert wrong.count(PackageIssue.CONTAMINATION) == 1
    assert wrong.count(PackageIssue.LATE) == 1
    assert [len(package.notices) for package in everything(Package) if package.notify] == [2]


def test_something_is_left_in_stock_with_its_companion() -> None:
    stocks = everything(Stock)
    left = [stock for stock in stocks if stock.share_left() > 0]
    assert 0 < len(left) < len(stocks)
    assert any(stock.companion is not None for stock in left)
    assert len(everything(StockTake)) == 1


def test_what_came_before_the_center_is_left_out() -> None:
    stage = play(MemoryStage(), left_out=2)
    assert len(everything(Package, stage)) == len(everything(Package)) - 1


def test_an_empty_shelf_is_not_looked_at() -> None:
    stage = MemoryStage()
    moves = list(example_packages(stage, LAST_DAY))  # type: ignore[arg-type] # these parts are all it uses
    stage.set_time(moves[-2].at)
    moves[-2].play()
    assert everything(StockTake, stage) == []
