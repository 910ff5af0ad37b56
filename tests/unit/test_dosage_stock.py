"""A dosage takes from stock in the same change, once, and gives it back where it does not stand; and it knows its rooms."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.safety_records import RecordVoid, RoomRef
from au_desktop.domain.safety.stock import (
    BeforeReceipt,
    MovementKind,
    Stock,
    StockForm,
    TakesTooMuch,
)
from au_desktop.domain.safety.survey_days import DayState
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.safety.inventory import Inventory, StockDraft
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.survey_calendar import survey_calendar
from au_desktop.services.safety.waste_offers import WasteOffers
from au_desktop.services.sentences import sentence_for
from tests.builders import a_room, gbq
from tests.treatment_examples import VIPIVOTIDE, TreatmentDesk, at, given

rule_sentences.register()


class Shelves(TreatmentDesk):
    """A center with a vial of 20 GBq and a room."""

    def __init__(self) -> None:
        super().__init__()
        self.room = a_room()
        with self.memory.center.unit_of_work() as uow:
            uow.rooms.add(self.room)
            uow.commit()
        self.here = RoomRef(self.room.id, self.room.name)
        self.vial = self.enter()

    def enter(self, amount: str = "20", **changes: Any) -> SafetyId:
        draft = StockDraft(at(8), "Lu-177", gbq(amount), at(8), lot="A12", room=self.here)
        inventory = Inventory(self.memory.desk(Role.RSO))
        return inventory.enter(replace(draft, **changes)).value

    def stock(self, key: SafetyId | None = None) -> Stock:
        with self.memory.center.unit_of_work() as uow:
            found: Stock = uow.safety.get(Stock, key or self.vial)
        return found

    def take(self, amount: str = "7.4", **changes: Any) -> SafetyId:
        facts = self.dosage_facts(determined=gbq(amount), stock_id=self.vial, room=self.here)
        return self.log().determine(replace(facts, **changes)).value

    def taken(self, key: SafetyId | None = None) -> list[tuple[object, object]]:
        return [(step.activity, step.ref) for step in self.stock(key).movements]


@pytest.fixture
def desk() -> Shelves:
    return Shelves()


def test_a_dosage_leaves_the_stock_in_its_own_change(desk: Shelves) -> None:
    key = desk.take()
    made, (step,) = desk.dosage(key), desk.stock().movements
    assert (made.stock_code, made.lot, made.room) == ("RM-0001", "A12", desk.here)
    assert (step.kind, step.activity, step.at) == (MovementKind.USED, gbq("7.4"), at(9))
    assert (step.ref, step.to, step.by) == (key, "DS-0001", made.determined_by)
    whole = desk.stock().undiminished(at(9))
    assert desk.stock().remaining(at(9)).format(significant=4) == (whole - gbq("7.4")).format(
        significant=4
    )
    assert [entry.verb for entry in desk.memory.center.state.log][-2:] == [
        "enter dosage",
        "used for a dosage",
    ]


def test_not_enough_left_is_refused_with_the_numbers(desk: Shelves) -> None:
    desk.take("15")
    with pytest.raises(TakesTooMuch) as refused:
        desk.take("5")
    words = sentence_for(refused.value).what_happened
    assert "(5 GBq) was to leave" in words
    assert "(4.913 GBq) were left" in words
    assert len(desk.stock().movements) == 1
    with desk.memory.center.unit_of_work() as uow:
        assert len(uow.safety.all(Dosage)) == 1
    with pytest.raises(BeforeReceipt):
        desk.take("1", at=at(7), supplier=None)


def test_a_unit_dosage_is_taken_whole_whatever_the_reading_says(desk: Shelves) -> None:
    unit = desk.enter("7.4", form=StockForm.DOSAGE, drug_id=VIPIVOTIDE)
    key = desk.take("7.6", stock_id=unit, stock_all=True)
    assert desk.taken(unit) == [(None, key)]
    assert not desk.stock(unit).there(at(9))
    with pytest.raises(TakesTooMuch):
        desk.take("0.1", stock_id=unit)


def test_stock_of_another_drug_and_a_dosage_without_a_figure_are_refused(desk: Shelves) -> None:
    iodine = desk.enter(nuclide_id="I-131")
    other = desk.enter(drug_id="lu-177-dotatate")
    for key in (iodine, other):
        with pytest.raises(Invalid, match="holds"):
            desk.take(stock_id=key)
    small: dict[str, Any] = {"small": True, "determined": None, "supplier": None}
    with pytest.raises(Invalid, match="figure"):
        desk.take(**small)
    key = desk.take(stock_all=True, **small)
    assert desk.taken() == [(None, key)]


def test_a_correction_takes_the_place_of_what_was_taken(desk: Shelves) -> None:
    key = desk.take("15")
    facts = desk.dosage_facts(determined=gbq("16"), stock_id=desk.vial)
    desk.log().correct(key, facts)
    assert desk.taken() == [(gbq("16"), key)]
    revision = desk.stock().revision
    desk.log().correct(key, replace(facts, notes="the same figure"))
    assert desk.stock().revision == revision
    second = desk.enter("30")
    desk.log().correct(key, replace(facts, stock_id=second))
    assert (desk.taken(), desk.taken(second)) == ([], [(gbq("16"), key)])
    desk.log().correct(key, replace(facts, stock_id=None))
    assert desk.taken(second) == []
    assert desk.dosage(key).stock_code == ""


def test_an_amendment_takes_once_and_void_gives_back(desk: Shelves) -> None:
    key = desk.take("15", directive_id=desk.signed())
    facts = desk.dosage_facts(
        determined=gbq("14"), stock_id=desk.vial, directive_id=desk.dosage(key).directive_id
    )
    amended = desk.log().amend(key, facts, "misread").value
    assert desk.taken() == [(gbq("14"), amended)]
    offers = WasteOffers(desk.memory.desk(Role.RSO)).recent()
    assert key not in [offer.source_id for offer in offers]
    SafetyBook(desk.memory.desk(Role.RSO)).void(Dosage, amended, "another patient")
    assert desk.taken() == []
    assert desk.stock().share_left() == 1


def test_void_stock_is_neither_drawn_from_nor_given_back_to(desk: Shelves) -> None:
    key = desk.take()
    book = SafetyBook(desk.memory.desk(Role.RSO))
    book.void(Stock, desk.vial, "entered twice")
    book.void(Dosage, key, "entered twice")
    assert len(desk.stock().movements) == 1
    with pytest.raises(RecordVoid):
        desk.take()


def test_a_dosage_not_used_goes_back_into_stock_or_is_offered_to_waste(desk: Shelves) -> None:
    back, kept = desk.take("5"), desk.take("6")
    log, offers = desk.log(), WasteOffers(desk.memory.desk(Role.RSO))
    log.set_aside(back, "not needed", put_back=True)
    log.set_aside(kept, "the line occluded")
    assert desk.taken() == [(gbq("6"), kept)]
    found = {offer.source_id: offer.activity for offer in offers.recent()}
    assert back not in found
    assert found[kept] == gbq("6")
    loose = log.determine(desk.dosage_facts()).value
    with pytest.raises(Invalid, match="not taken from stock"):
        log.set_aside(loose, "not needed", put_back=True)


def test_what_a_form_offers(desk: Shelves) -> None:
    desk.enter("1", form=StockForm.SOURCE)
    soon = desk.enter(expires=at(8, day=19))
    offered = desk.forms().at_hand()
    assert [one.id for one in offered.stock] == [soon, desk.vial]
    assert (offered.rooms, offered.last_room) == ((desk.here,), None)
    desk.take()
    assert desk.forms().at_hand().last_room == desk.here


def test_a_case_knows_the_room_that_its_location_names(desk: Shelves) -> None:
    case = desk.case(location=f"in {desk.room.name}, bed 2")
    assert desk.forms().case(case).room == desk.here


def test_the_rooms_of_a_dosage_ask_for_their_survey(desk: Shelves) -> None:
    key = desk.take(directive_id=desk.signed())
    calendar = survey_calendar(desk.memory.desk())
    assert [(day.room_id, day.state) for day in calendar.days] == [(desk.room.id, DayState.DUE)]
    ward = replace(a_room(), id=RoomId(UUID(int=4711)), name="Ward")
    with desk.memory.center.unit_of_work() as uow:
        uow.rooms.add(ward)
        uow.commit()
    desk.log().give(key, given(room=RoomRef(ward.id, ward.name)))
    days = survey_calendar(desk.memory.desk()).days
    assert {day.room_id for day in days} == {desk.room.id, ward.id}
    assert {desk.room.id, ward.id} <= set(desk.dosage(key).summary.links)


def test_without_a_room_the_case_tells_it(desk: Shelves) -> None:
    case = desk.case(CaseState.PLANNED, location="Elsewhere")
    key = desk.take(room=None, case_id=case, directive_id=desk.signed())
    assert desk.dosage(key).room is None
    assert survey_calendar(desk.memory.desk()).days == ()
