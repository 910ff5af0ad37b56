"""A package beyond a limit offers its event and leads to it."""

from uuid import UUID

import pytest

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.events import EventKind
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.safety.event_log import NewEvent
from au_desktop.ui.kit.targets import TabTarget
from tests.checklist_hands import settle
from tests.event_bench import EventBench, events_page
from tests.package_examples import a_monitored, a_wipe
from tests.package_hands import PackageHands

rule_sentences.register()


@pytest.fixture
def hands(qtbot):
    return PackageHands(qtbot)


def test_a_package_above_a_limit_offers_an_event_and_leads_to_it(hands):
    key = hands.keep(a_monitored(number=0, wipes=(a_wipe("90000"),)))
    hands.tab.refresh()
    hands.tab.select(key)
    settle()
    hands.press("Open an event")
    event = hands.services.package_events.event_of(key)
    assert "EV-0001 started." in hands.said
    assert hands.asked == [("safety", TabTarget("events", event.id))]
    hands.tab.refresh()
    settle()
    hands.press("Show event EV-0001")
    assert hands.asked[-1] == ("safety", TabTarget("events", event.id))


def test_a_sound_package_offers_none(hands):
    key = hands.keep(a_monitored(number=0))
    hands.tab.refresh()
    hands.tab.select(key)
    settle()
    assert hands.tab.detail.package.id == key
    assert "Open an event" not in [button.text() for button in hands.buttons()]


def test_who_may_not_keep_records_opens_no_event(hands, qtbot):
    key = hands.keep(a_monitored(number=0, wipes=(a_wipe("90000"),)))
    trainee = PackageHands(qtbot, Role.TRAINEE, hands.memory)
    trainee.tab.refresh()
    trainee.tab.select(key)
    settle()
    (button,) = [one for one in trainee.buttons() if one.text() == "Open an event"]
    assert not button.isEnabled()


def test_a_second_event_is_refused_in_words(hands):
    key = hands.keep(a_monitored(number=0, wipes=(a_wipe("90000"),)))
    hands.tab.refresh()
    hands.tab.select(key)
    settle()
    package = hands.tab.detail.package
    hands.services.package_events.start(key)
    hands.tab.asks.show_event(package, None)
    assert "already" in hands.said[-1]
    assert hands.asked == []


def test_the_event_leads_back_to_its_package(qtbot):
    bench = EventBench()
    key = SafetyId(UUID(int=61))
    at = bench.now(hours=-2)
    new = NewEvent(EventKind.PACKAGE, at, at, about_id=key, about="PK-0007")
    event = bench.services.event_log.start(new).value
    page, tab = events_page(bench)
    qtbot.addWidget(page)
    asked = []
    tab.go_requested.connect(lambda where, target: asked.append((where, target)))
    tab.open(event.id)
    (row,) = tab.page.related.rows()
    assert row.title.text() == "PK-0007 \u00b7 package"
    row.activated.emit()
    assert asked == [("safety", TabTarget("packages", key))]
