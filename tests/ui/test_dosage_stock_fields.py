"""The form of a dosage offers the stock at hand and the rooms, and says what is left as one types."""

from functools import partial

import pytest
from PySide6.QtWidgets import QLabel

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.safety_records import RoomRef
from au_desktop.domain.safety.stock import Stock, StockForm
from au_desktop.services.safety.inventory import Inventory, StockDraft
from tests.builders import a_room, gbq, mci
from tests.treatment_examples import VIPIVOTIDE, TreatmentDesk, at
from tests.treatments_on_screen import shown


@pytest.fixture
def desk():
    desk = TreatmentDesk()
    room = a_room(name="Hot lab")
    with desk.memory.center.unit_of_work() as uow:
        uow.rooms.add(room)
        uow.commit()
    desk.room = RoomRef(room.id, room.name)
    inventory = Inventory(desk.memory.desk(Role.RSO))
    draft = partial(StockDraft, at(8), room=desk.room, calibrated_at=at(8))
    desk.vial = inventory.enter(draft("Lu-177", gbq("20"), lot="A12")).value
    desk.unit = inventory.enter(
        draft("Lu-177", gbq("7.4"), form=StockForm.DOSAGE, drug_id=VIPIVOTIDE, lot="U7")
    ).value
    inventory.enter(draft("I-131", gbq("1")))
    return desk


@pytest.fixture
def show(qtbot):
    return partial(shown, qtbot)


def choices(form, name):
    combo = form.field(name)
    return [combo.itemText(index) for index in range(combo.count())]


def choose(form, name, value):
    """As a person does: the field says that it was edited."""
    form.set_values({name: value})
    form.changed.emit(name)


def determining(show, desk):
    tab = show(desk)
    tab.select(desk.signed())
    tab.step("determine")
    return tab, tab.dialogs.dialog


def stock_of(desk, key):
    with desk.memory.center.unit_of_work() as uow:
        return uow.safety.get(Stock, key)


def test_only_fitting_stock_is_offered_with_what_is_left(show, desk):
    _, dialog = determining(show, desk)
    offered = choices(dialog.form, "stock_id")
    assert len(offered) == 3
    assert offered[0] == "Not from stock"
    assert any(
        words.startswith("RM-0001 · Lu-177 vial, lot A12 · Hot lab · ") for words in offered
    )
    assert all(words.endswith(" left") for words in offered[1:])
    assert choices(dialog.form, "room_id") == ["Not said", "Hot lab"]


def test_choosing_stock_fills_the_lot_and_takes_a_unit_dosage_whole(show, desk):
    tab, dialog = determining(show, desk)
    choose(dialog.form, "stock_id", desk.unit)
    assert dialog.form.value("stock_all") is True
    assert dialog.form.value("lot") == "U7"
    choose(dialog.form, "stock_id", desk.vial)
    assert dialog.form.value("stock_all") is False
    assert dialog.form.value("lot") == "U7"
    choose(dialog.form, "stock_id", None)
    choose(dialog.form, "stock_id", desk.unit)
    dialog.form.set_values({"at": at(9), "determined": mci("201"), "room_id": desk.room.id})
    dialog.reckon()
    assert "all of it is taken" in dialog.band.text()
    dialog.primary_button.click()
    assert not stock_of(desk, desk.unit).there(at(10))
    words = "\n".join(label.text() for label in tab.chain.findChildren(QLabel))
    assert "Taken from stock: all that was left of RM-0002." in words
    assert "Determined in: Hot lab." in words


def test_what_stays_and_what_is_not_enough_is_said_while_typing(show, desk):
    tab, dialog = determining(show, desk)
    dialog.form.set_values({"stock_id": desk.vial, "at": at(9)})
    dialog.reckon()
    assert "RM-0001 holds" in dialog.band.text()
    dialog.form.set_values({"determined": gbq("7.4")})
    dialog.reckon()
    assert "stay in it." in dialog.band.text()
    dialog.form.set_values({"determined": gbq("21")})
    dialog.reckon()
    assert "not enough for" in dialog.band.text()
    dialog.primary_button.click()
    assert dialog.isVisible()
    with desk.memory.center.unit_of_work() as uow:
        assert uow.safety.all(Dosage) == ()
    assert tab.dialogs.dialog is dialog


def test_correcting_keeps_the_stock_and_counts_it_once(show, desk):
    key = (
        desk.log()
        .determine(
            desk.dosage_facts(
                directive_id=desk.signed(),
                determined=gbq("7.3"),
                stock_id=desk.unit,
                stock_all=True,
            )
        )
        .value
    )
    tab = show(desk)
    tab.select(key)
    tab.step("correct")
    form = tab.dialogs.dialog.form
    assert form.value("stock_id") == desk.unit
    assert "RM-0002 · as recorded" in choices(form, "stock_id")
    form.set_values({"determined": gbq("7.35")})
    tab.dialogs.dialog.primary_button.click()
    assert [one.ref for one in stock_of(desk, desk.unit).movements] == [key]


def test_what_was_not_used_goes_back_by_a_tick(show, desk):
    key = (
        desk.log()
        .determine(
            desk.dosage_facts(
                directive_id=desk.signed(), stock_id=desk.vial, determined=gbq("7.4")
            )
        )
        .value
    )
    tab = show(desk)
    tab.select(key)
    tab.step("set_aside")
    tab.dialogs.dialog.form.set_values({"reason": "not needed", "put_back": True})
    tab.dialogs.dialog.primary_button.click()
    assert stock_of(desk, desk.vial).movements == ()
    words = "\n".join(label.text() for label in tab.chain.findChildren(QLabel))
    assert "Taken from stock: RM-0001, put back." in words


def test_the_room_of_the_case_is_where_it_is_given(show, desk):
    case = desk.case(location="Hot lab, bed 2")
    key = desk.log().determine(desk.dosage_facts(directive_id=desk.signed(), case_id=case)).value
    tab = show(desk)
    tab.select(key)
    tab.step("give")
    dialog = tab.dialogs.dialog
    assert dialog.form.value("room_id") == desk.room.id
    dialog.form.set_values({"at": at(10)})
    dialog.primary_button.click()
    with desk.memory.center.unit_of_work() as uow:
        assert uow.safety.get(Dosage, key).administration.room == desk.room
    words = "\n".join(label.text() for label in tab.chain.findChildren(QLabel))
    assert " in Hot lab, " in words
