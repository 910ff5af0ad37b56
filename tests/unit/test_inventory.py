"""What is in the center now, at a moment, and by the records of that moment; and what becomes of stock."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.packages import NotMonitored
from au_desktop.domain.safety.possession import NotOnLicense, PossessionExceeded
from au_desktop.domain.safety.safety_records import PersonRef, RecordVoid
from au_desktop.domain.safety.sealed_sources import SealedSource
from au_desktop.domain.safety.stock import (
    BeforeReceipt,
    Companion,
    Movement,
    MovementKind,
    Stock,
    StockForm,
    TakesTooMuch,
)
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_contents import Content
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.safety.inventory import Inventory, StockDraft, TravelNote, TravelRow
from au_desktop.services.safety.possession_lines import Possession
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.stock_keeping import standing
from au_desktop.services.sentences import sentence_for
from tests.builders import NOBODY, MemoryDesk, gbq
from tests.package_examples import (
    FRIDAY_9,
    HOT_LAB,
    LU_LIFE,
    SOMEBODY,
    STORE,
    a_line,
    a_source,
    a_stock,
    after,
)

rule_sentences.register()


class Shelf:
    """A center with a hot lab, at 15:00 of a Friday."""

    def __init__(self) -> None:
        self.memory = MemoryDesk()
        self.desk = self.memory.desk(Role.RSO)
        self.inventory = Inventory(self.desk)
        self.book = SafetyBook(self.desk)
        self.possession = Possession(self.desk)

    def enter(self, **changes: Any) -> SafetyId:
        draft = StockDraft(FRIDAY_9, "Lu-177", gbq("7.4"), FRIDAY_9, room=HOT_LAB)
        return self.inventory.enter(replace(draft, **changes)).value

    def use(self, stock_id: SafetyId, amount: str | None, **changes: Any) -> None:
        activity = None if amount is None else gbq(amount)
        step = Movement(MovementKind.USED, after(hours=1), activity)
        self.inventory.move(stock_id, replace(step, **changes))

    def put(self, record: Stock | Container | SealedSource) -> None:
        with self.memory.center.unit_of_work() as uow:
            uow.safety.put(record, self.desk.clock.now())
            uow.commit()


def a_container(**changes: Any) -> Container:
    content = Content(1, "Lu-177", LU_LIFE, "ICRP 107", gbq("1"), FRIDAY_9, FRIDAY_9, SOMEBODY)
    container = Container(
        id=SafetyId(UUID(int=91)),
        number=4,
        at=FRIDAY_9,
        entered_at=FRIDAY_9,
        entered_by=a_stock().entered_by,
        room=STORE,
        contents=(content,),
    )
    return replace(container, **changes)


def test_an_empty_center_holds_nothing() -> None:
    view = Shelf().inventory.now()
    assert (view.holdings, view.by_nuclide, view.by_room, view.checks) == ((), (), (), ())


def test_stock_and_waste_are_summed_and_held_against_the_license() -> None:
    shelf = Shelf()
    shelf.enter()
    shelf.put(a_container())
    shelf.possession.keep(a_line("Lu-177", limit="10", form="unsealed"))
    view = shelf.inventory.at(FRIDAY_9)
    assert [(s.nuclide_id, s.activity, s.things) for s in view.by_nuclide] == [
        ("Lu-177", gbq("8.4"), 2)
    ]
    assert [s.room for s in view.by_room] == ["Hot lab", "Store"]
    assert view.checks[0].near
    assert view.long_lived == ()
    now = shelf.inventory.now()
    assert now.by_nuclide[0].activity < gbq("8.4")


def test_waste_opened_later_was_not_there_yet() -> None:
    shelf = Shelf()
    shelf.put(a_container(at=after(hours=2)))
    assert shelf.inventory.at(after(hours=1)).holdings == ()
    assert len(shelf.inventory.at(after(days=9)).holdings) == 1


def test_a_sealed_source_counts_from_its_coming_until_it_left() -> None:
    shelf = Shelf()
    shelf.put(a_source(gone_on=date(2026, 11, 22)))
    (held,) = shelf.inventory.at(after(hours=1)).holdings
    assert (held.code, held.form, held.label) == (
        "SS-0002",
        "sealed",
        "Cs-137 vial, check source",
    )
    assert held.activity < gbq("0.0074")
    assert shelf.inventory.at(after(hours=1)).long_lived == ()
    assert shelf.inventory.at(after(hours=-1)).holdings == ()
    assert shelf.inventory.at(after(days=2)).holdings == ()
    assert len(shelf.inventory.travel(after(hours=7)).known) == 1


def test_long_lived_material_is_named() -> None:
    shelf = Shelf()
    companion = Companion("Lu-177m", Duration(Decimal("160.4"), DurationUnit.D), None)
    shelf.put(a_stock(companion=companion))
    assert shelf.inventory.now().long_lived == ("Lu-177m",)


def test_stock_is_used_moved_and_gone() -> None:
    shelf = Shelf()
    key = shelf.enter(lot="A")
    shelf.use(key, "3.7")
    shelf.use(key, None, kind=MovementKind.MOVED, room=STORE)
    stock = shelf.inventory.get(key)
    assert [m.by for m in stock.movements] == [PersonRef("The rso", stock.entered_by)] * 2
    assert shelf.inventory.now().by_room[0].room == "Store"
    shelf.use(key, None, kind=MovementKind.GONE, at=after(hours=2), by=SOMEBODY)
    assert shelf.inventory.now().holdings == ()
    assert shelf.inventory.get(key).state == "found gone by decay"
    assert shelf.inventory.on_shelf() == ()


def test_nothing_happens_to_stock_in_the_future_nor_to_void_stock() -> None:
    shelf = Shelf()
    key = shelf.enter()
    with pytest.raises(Invalid, match="future"):
        shelf.use(key, "1", at=after(hours=7))
    with pytest.raises(Invalid, match="split"):
        shelf.use(key, "1", kind=MovementKind.SPLIT)
    shelf.book.void(Stock, key, "entered twice")
    with pytest.raises(RecordVoid):
        shelf.use(key, "1")
    assert shelf.inventory.now().holdings == ()


def test_a_refused_step_is_said_in_words() -> None:
    shelf = Shelf()
    key = shelf.enter()
    with pytest.raises(TakesTooMuch) as refused:
        shelf.use(key, "8")
    message = sentence_for(refused.value)
    assert message.title == "RM-0001 does not hold so much"
    assert message.what_happened.startswith("216.2 mCi (8 GBq) was to leave; 199")


def test_splitting_keeps_the_sum_and_names_both_sides() -> None:
    shelf = Shelf()
    key = shelf.enter()
    part = shelf.inventory.split(key, gbq("2"), after(hours=1), StockForm.DOSAGE, None).value
    whole, drawn = shelf.inventory.get(key), shelf.inventory.get(part)
    at = after(hours=3)
    together = whole.remaining(at) + drawn.remaining(at)
    assert abs(together.base / a_stock().remaining(at).base - 1) < Decimal("1E-25")
    assert (drawn.parent, drawn.form, drawn.room) == ("RM-0001", StockForm.DOSAGE, HOT_LAB)
    assert (whole.movements[0].to, whole.movements[0].ref) == ("RM-0002", part)
    placed = shelf.inventory.split(key, gbq("1"), after(hours=2), StockForm.DOSAGE, STORE).value
    assert shelf.inventory.get(placed).room == STORE
    with pytest.raises(TakesTooMuch):
        shelf.inventory.split(key, gbq("9"), after(hours=2), StockForm.DOSAGE, STORE)


def test_a_part_in_another_form_is_held_against_the_line_of_that_form() -> None:
    shelf = Shelf()
    shelf.possession.keep(a_line("Lu-177", limit="37", form="unsealed"))
    whole = shelf.enter()
    with pytest.raises(NotOnLicense):
        shelf.inventory.split(whole, gbq("2"), after(hours=1), StockForm.SOURCE, None)
    assert shelf.inventory.get(whole).movements == ()
    shelf.possession.keep(a_line("Lu-177", limit="1", form="sealed"))
    with pytest.raises(PossessionExceeded):
        shelf.inventory.split(whole, gbq("2"), after(hours=1), StockForm.SOURCE, None)
    shelf.inventory.split(whole, gbq("0.5"), after(hours=1), StockForm.SOURCE, None)
    assert len(shelf.inventory.on_shelf()) == 2


def test_a_part_takes_its_share_of_the_companion() -> None:
    shelf = Shelf()
    life = Duration(Decimal("160.4"), DurationUnit.D)
    shelf.put(a_stock(companion=Companion("Lu-177m", life, gbq("0.002"))))
    half = shelf.inventory.split(a_stock().id, gbq("3.7"), FRIDAY_9, StockForm.VIAL, None).value
    companion = shelf.inventory.get(half).companion
    assert companion is not None
    assert companion.activity == gbq("0.001")
    unknown = a_stock(id=SafetyId(UUID(int=72)), companion=Companion("Lu-177m", life, None))
    shelf.put(unknown)
    part = shelf.inventory.split(unknown.id, gbq("1"), FRIDAY_9, StockForm.VIAL, None).value
    found = shelf.inventory.get(part).companion
    assert found is not None
    assert found.activity is None


def test_the_shelf_can_be_asked_for_one_nuclide() -> None:
    shelf = Shelf()
    late = shelf.enter(lot="late", expires=after(days=3))
    soon = shelf.enter(lot="soon", expires=after(days=2))
    other = shelf.enter(nuclide_id="I-131")
    assert next(h.label for h in shelf.inventory.now_on_shelf(FRIDAY_9)).endswith("lot late")
    assert [each.id for each in shelf.inventory.on_shelf("Lu-177")] == [soon, late]
    assert [each.id for each in shelf.inventory.on_shelf()] == [other, soon, late]


def test_entering_by_hand_is_held_against_the_license() -> None:
    shelf = Shelf()
    shelf.possession.keep(a_line("Lu-177", limit="10"))
    shelf.enter()
    with pytest.raises(PossessionExceeded) as refused:
        shelf.enter()
    said = sentence_for(refused.value)
    assert "Lu-177: 200 mCi (7.4 GBq) on hand" in said.what_happened
    assert "Item 6.A" in said.what_happened
    with pytest.raises(Invalid, match="above zero"):
        shelf.enter(activity=gbq("0"))
    with pytest.raises(NotFound):
        shelf.enter(nuclide_id="Un-1")


def test_a_stock_taking_holds_what_was_expected_and_found() -> None:
    shelf = Shelf()
    shelf.enter()
    shelf.enter(room=STORE)
    shelf.enter(room=None)
    assert [line.room for line in shelf.inventory.expected_lines()] == ["Hot lab", "Store", ""]
    lines = shelf.inventory.expected_lines(HOT_LAB)
    missing = tuple(replace(line, found=False) for line in lines)
    outcome = shelf.inventory.take_stock(missing, HOT_LAB)
    assert outcome.value is not None
    assert shelf.memory.center.state.log[-1].verb == "enter stock taking"
    with pytest.raises(Invalid, match="nothing to look for"):
        shelf.inventory.take_stock(())


def test_time_travel_shows_what_was_there_beside_what_was_known() -> None:
    shelf = Shelf()
    known = shelf.enter(lot="in time")
    stays = shelf.enter(lot="untouched")
    moved = shelf.enter(lot="moved")
    doubled = shelf.enter(lot="doubled")
    at = shelf.desk.clock.now()
    shelf.memory.clock.move(hours=1)
    shelf.use(known, "1")
    shelf.use(moved, None, kind=MovementKind.MOVED, room=STORE)
    forgotten = shelf.enter(lot="forgotten")
    shelf.book.void(Stock, doubled, "entered twice")
    travel = shelf.inventory.travel(at)
    notes = {row.holding.record_id: row.note for row in travel.rows}
    assert notes == {
        known: TravelNote.AMOUNT,
        stays: TravelNote.SAME,
        moved: TravelNote.ROOM,
        forgotten: TravelNote.ENTERED_LATER,
        doubled: TravelNote.TAKEN_BACK,
    }
    assert len(travel.differences) == 4
    assert travel.was[0].things == 4
    assert travel.known[0].things == 4


def test_a_row_of_time_travel_is_about_something() -> None:
    with pytest.raises(Invalid, match="neither side"):
        assert TravelRow(None, None, TravelNote.SAME).holding


def test_an_amended_record_gives_way_to_the_new_one() -> None:
    old = a_stock()
    new = a_stock(id=SafetyId(UUID(int=72)), amends=old.id)
    assert standing((old, new)) == (new,)


def test_the_decay_of_a_thing_has_a_step_at_each_movement() -> None:
    shelf = Shelf()
    key = shelf.enter()
    shelf.use(key, "3")
    points = shelf.inventory.decay_of(shelf.inventory.get(key))
    assert len(points) == 62
    assert (points[0].at, points[0].activity) == (FRIDAY_9, gbq("7.4"))
    falls = [a.activity.base - b.activity.base for a, b in pairwise(points)]
    assert all(fall > 0 for fall in falls)
    shelf.use(key, "1", at=FRIDAY_9)
    assert len(shelf.inventory.decay_of(shelf.inventory.get(key))) == 62


def test_a_possession_line_is_added_changed_retired_and_taken_back() -> None:
    shelf = Shelf()
    added = shelf.possession.keep(a_line("Lu-177"))
    (line,) = shelf.possession.lines()
    changed = shelf.possession.keep(replace(line, limit=gbq("74")), "amendment 3")
    assert shelf.possession.lines()[0].limit == gbq("74")
    assert changed.undo is not None
    changed.undo.run()
    assert shelf.possession.lines()[0].limit == gbq("37")
    assert added.undo is not None
    added.undo.run()
    assert shelf.possession.lines() == ()
    kept = shelf.possession.keep(a_line("I-131")).value
    assert shelf.possession.retire(kept, "no longer licensed").value == kept
    assert shelf.possession.lines() == ()


def test_a_possession_line_names_known_nuclides_and_its_place_in_the_license() -> None:
    shelf = Shelf()
    with pytest.raises(NotFound):
        shelf.possession.keep(a_line("Un-1"))
    with pytest.raises(Invalid, match="item of the license"):
        shelf.possession.keep(a_line("Lu-177", item=" "))
    with pytest.raises(NotFound):
        shelf.possession.retire(NOBODY, "")


def test_what_stands_and_what_would_come_can_be_asked_beforehand() -> None:
    shelf = Shelf()
    shelf.enter()
    shelf.possession.keep(a_line("Lu-177"))
    shelf.possession.keep(a_line("I-131"))
    assert [c.nuclide_id for c in shelf.possession.standing()] == ["Lu-177", "I-131"]
    assert shelf.possession.standing(FRIDAY_9)[0].on_hand == gbq("7.4")
    (foreseen,) = shelf.possession.foresee((a_stock(),))
    assert foreseen.total > gbq("14")
    assert datetime(2026, 11, 20, 15, 0, tzinfo=UTC) == shelf.desk.clock.now().utc


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotOnLicense("Lu-177", "unsealed"), "No possession line of the center covers Lu-177"),
        (TakesTooMuch("RM-0001", None, gbq("0")), "all of it was to leave"),
        (BeforeReceipt("RM-0001", FRIDAY_9), "RM-0001 came in at 2026-11-20 09:00."),
        (NotMonitored("PK-0001", ("wipe",)), "PK-0001 still needs: wipe (10 CFR 20.1906(b))."),
        (NotMonitored("", ("wipe",)), "The package still needs: wipe"),
    ],
)
def test_every_refusal_has_its_sentence(error: Exception, said: str) -> None:
    assert sentence_for(error).what_happened.startswith(said)
