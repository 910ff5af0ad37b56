"""Waste containers at the desk: each step is kept, logged and judged by the rules of the day."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed
from au_desktop.domain.quantities import DoseRate, Duration, DurationUnit
from au_desktop.domain.reference.dated_limits import Measure
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.stock import MovementKind, Stock
from au_desktop.domain.safety.waste import Standing, WasteState, standing_of
from au_desktop.domain.safety.waste_contents import (
    ContentSource,
    ImpurityStanding,
    Production,
)
from au_desktop.domain.safety.waste_disposal import WasteNotReady
from au_desktop.domain.safety.waste_steps import Way
from au_desktop.domain.safety.waste_surveys import AboveBackground
from au_desktop.services.safety.waste_rules import BACKGROUND, HALF_LIFE, NewContent, WasteRules
from au_desktop.services.safety.waste_storage import WasteStorage
from tests.builders import reference
from tests.waste_desk import BY, ROOM_ID, WasteDesk
from tests.waste_examples import days, mbq


@pytest.fixture
def desk():
    return WasteDesk()


def test_a_container_goes_from_opening_to_disposal_in_steps(desk):
    key = desk.cleared()
    assert desk.container(key).state is WasteState.READY
    with pytest.raises(WasteNotReady):
        desk.waste.dispose(key, Way.REGULAR, desk.now(), BY)
    desk.waste.deface(key, BY)
    desk.waste.dispose(key, Way.REGULAR, desk.now(), BY)
    container = desk.container(key)
    assert container.state is WasteState.GONE
    assert container.revision == 6
    assert desk.waste.open_containers() == ()
    verbs = [entry.verb for entry in desk.center.state.log]
    assert verbs[-6:] == [
        "enter waste container",
        "put into waste container",
        "seal waste container",
        "survey waste container",
        "deface labels of waste container",
        "dispose of waste container",
    ]


def test_a_container_knows_where_it_stands_and_may_move(desk):
    key = desk.opened(room_id=None)
    assert desk.container(key).room is None
    desk.waste.move(key, ROOM_ID, " C1 ")
    assert desk.container(key).place == "Waste room, C1"


def test_nothing_happens_in_the_future(desk):
    key = desk.filled()
    with pytest.raises(Invalid, match="future"):
        desk.waste.seal(key, desk.now(1), BY, tagged=True)
    with pytest.raises(Invalid, match="tag"):
        desk.waste.seal(key, desk.now(), BY, tagged=False)


def test_a_nuclide_that_is_not_known_needs_its_half_life(desk):
    with pytest.raises(Invalid, match="not in the reference data"):
        desk.rules.content_of(NewContent("Xx-99", mbq("1"), desk.now()))
    new = NewContent("Xx-99", mbq("1"), desk.now(), half_life=days("3"))
    content = desk.rules.content_of(new)
    assert (content.half_life, content.half_life_basis) == (days("3"), "typed in")
    assert content.verify
    own = desk.rules.content_of(replace(new, nuclide="I-131"))
    assert own.half_life == days("3")


def test_what_comes_from_stock_leaves_the_stock(desk):
    stock = Stock(
        id=UUID(int=500),
        at=desk.now(),
        entered_at=desk.now(),
        entered_by=desk.actor(Role.RSO).person_id,
        nuclide_id="I-131",
        reference=mbq("100"),
        reference_at=desk.now(),
        half_life=reference().nuclide("I-131").half_life().value,
        lot="L-1",
    )
    with desk.center.unit_of_work() as uow:
        uow.safety.put(stock, desk.now())
        uow.commit()
    (offer,) = [o for o in desk.offers.recent() if o.source is ContentSource.STOCK]
    assert (offer.nuclide, offer.activity) == ("I-131", mbq("100"))
    key = desk.opened()
    desk.waste.put_in(
        key,
        NewContent(
            "I-131",
            mbq("100"),
            desk.now(),
            source=ContentSource.STOCK,
            source_id=stock.id,
            source_label=offer.label,
        ),
    )
    with desk.center.unit_of_work() as uow:
        (movement,) = uow.safety.get(Stock, stock.id).movements
    assert (movement.kind, movement.ref) == (MovementKind.WASTE, key)
    assert not [o for o in desk.offers.recent() if o.source is ContentSource.STOCK]


def test_a_certificate_settles_the_question_of_every_content(desk):
    key = desk.filled("Lu-177")
    desk.waste.put_in(key, NewContent("Lu-177", mbq("10"), desk.now()))
    assert standing_of(desk.container(key)) is Standing.ASK
    with pytest.raises(Invalid, match="name the certificate"):
        desk.waste.rule_out(key, "Lu-177m", " ")
    desk.waste.rule_out(key, "Lu-177m", "certificate 9 of the supplier")
    assert standing_of(desk.container(key)) is Standing.DECAY
    desk.waste.find_present(key, "Lu-177m", Decimal("0.02"), "certificate 9, corrected")
    assert standing_of(desk.container(key)) is Standing.NOT_ELIGIBLE


def test_a_certificate_does_not_take_away_what_always_comes_along(desk):
    key = desk.sealed("Lu-177", Production.CARRIER_ADDED)
    with pytest.raises(Invalid, match="comes with what was put in"):
        desk.waste.rule_out(key, "Lu-177m", "certificate 9")
    assert desk.container(key).revision == 3


def test_mistakes_come_out_with_a_reason_and_a_sealed_one_opens_with_one(desk):
    key = desk.filled()
    desk.waste.take_out(key, 1, "belongs to the other bag")
    assert desk.container(key).inside == ()
    closed = desk.sealed()
    desk.waste.reopen(closed, "one more glove")
    assert desk.container(closed).state is WasteState.OPEN
    assert desk.container(closed).reopened[0].reason == "one more glove"


def test_a_failed_survey_goes_back_with_a_day(desk):
    key = desk.cleared()
    day = desk.now(14).local.date()
    desk.waste.survey(key, desk.survey_entry("0.09", indistinguishable=False, next_survey=day))
    container = desk.container(key)
    assert container.state is WasteState.STORED
    assert container.surveys[-1].next_survey == day
    with pytest.raises(Invalid, match="future"):
        desk.waste.survey(key, desk.survey_entry(at=desk.now(1)))


def test_the_center_may_set_a_margin_which_then_decides(desk):
    assert desk.rules.margin().amount == 0
    key = desk.sealed()
    desk.clock.move(days=90)
    with pytest.raises(AboveBackground):
        desk.waste.survey(key, desk.survey_entry("0.021"))
    desk.site.set("waste-survey-margin", "10 %", "license condition 14")
    desk.waste.survey(key, desk.survey_entry("0.021"))
    (survey,) = desk.container(key).surveys
    assert survey.margin_percent == 10
    assert survey.margin_basis == "license condition 14"


def test_a_stricter_license_holds_from_the_next_step_on(desk):
    key = desk.filled("Y-90", Production.GLASS)
    typed = NewContent("Xx-99", mbq("1"), desk.now(), half_life=days("3"))
    desk.waste.put_in(key, typed)
    named = {i.nuclide for i in desk.container(key).contents[0].impurities}
    assert "Y-88" not in named
    desk.site.set("decay-in-storage-half-life", "90 d", "license condition 13")
    desk.site.set("waste-storage-half-lives", "10 half-lives", "license condition 14")
    desk.waste.move(key, ROOM_ID, "C2")
    container = desk.container(key)
    assert "Y-88" in {i.nuclide for i in container.contents[0].impurities}
    assert container.rules.longest == Duration(Decimal(90), DurationUnit.D)
    assert container.rules.half_lives == 10
    assert container.rules.half_lives_basis == "license condition 14"
    desk.waste.move(key, ROOM_ID, "C3")
    assert desk.container(key).contents == container.contents


def test_only_the_rso_and_staff_dispose(desk):
    key = desk.cleared()
    as_coordinator = WasteStorage(desk.desk(Role.COORDINATOR))
    with pytest.raises(NotAllowed):
        as_coordinator.deface(key, BY)
    WasteStorage(desk.desk(Role.STAFF)).deface(key, BY)


def test_the_background_of_a_good_place_is_shipped(desk):
    assert isinstance(desk.rules.background_level(), DoseRate)
    assert desk.rules.background_level().format() == "0.05 mR/h"


@pytest.mark.parametrize("key", [BACKGROUND, HALF_LIFE])
def test_reference_data_of_the_wrong_kind_is_refused(desk, key):
    limit = replace(reference().limit(key), value=Measure(Decimal(1), "of something"))
    known = replace(reference(), limits={**reference().limits, key: limit})
    rules = WasteRules(replace(desk.at_desk, reference=known))
    with pytest.raises(Invalid):
        rules.background_level() if key == BACKGROUND else rules.rules()


def test_what_is_asked_comes_with_the_content_and_not_twice(desk):
    key = desk.filled("Lu-177")
    desk.site.set("decay-in-storage-half-life", "100 d", "license condition 13")
    desk.waste.move(key, ROOM_ID, "C2")
    (content,) = desk.container(key).contents
    assert [i.standing for i in content.impurities] == [ImpurityStanding.ASK]
