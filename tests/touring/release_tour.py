"""The stops at the page Release: the calculator empty and full, above the limit, records, instruction sheets."""

from decimal import Decimal

from au_desktop.domain.quantities import DoseRate
from au_desktop.domain.safety.infant_exposure import Asked
from au_desktop.domain.safety.release_facts import Model
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.release.release_tab import ReleaseTab
from tests.touring.bedside import BEDSIDE_SIZES
from tests.touring.trip import Trip

_SCROLLS = (0, 700, 1400, 2100)


def release(trip: Trip) -> None:
    """Everything that the page shows."""
    with trip.sizes((*BEDSIDE_SIZES, (1366, 768))):
        _calculator(trip)
        _records(trip)
        _sheets(trip)


def _calculator(trip: Trip) -> None:
    trip.go("release")
    tab = trip.page.tab()
    assert isinstance(tab, ReleaseTab)
    tab.clear()
    trip.settle()
    trip.photograph("release_empty")
    _typed(trip, tab)
    for number, place in enumerate(_SCROLLS, start=1):
        tab.work.left.verticalScrollBar().setValue(place)
        tab.work.right.verticalScrollBar().setValue(place // 2)
        trip.settle()
        trip.photograph(f"release_typed_{number}", may_scroll=True)
    tab.ask_for_constraint()
    trip.settle()
    trip.photograph("release_constraint", of=tab.dialog)
    tab.dialog.reject()
    tab.clear()
    trip.settle()


def _typed(trip: Trip, tab: ReleaseTab) -> None:
    services = trip.desktop.session.center.services
    record = services.patient_releases.cases()
    if record:
        tab.select(record[0].case_id)
        trip.settle()
    now = services.desk.clock.now()
    work = tab.work
    work.given.patient.set_values(
        {"drug": "i-131-sodium-iodide", "administered_at": now, "at": now}
    )
    work.given.patient.field("administered").set_text("200 mCi")
    work.given.measured.set_values({"rate": DoseRate.parse("22 mrem/h"), "rate_at": now})
    work.readings.box.setChecked(True)
    work.specific.box.setChecked(True)
    work.specific.top.set_values({"model": Model.IODINE, "occupancy": Decimal("0.25")})
    work.specific.iodine.set_values({"condition": "thyroid-cancer"})
    work.specific.ticks.set_value(("distance", "alone", "transit", "car", "bathroom", "fluids"))
    work.infant.question.set_values({"asked": Asked.YES})
    trip.settle()


def _records(trip: Trip) -> None:
    trip.go("release", TabTarget("records"))
    trip.settle()
    tab = trip.page.tab()
    for row in range(3):
        tab.list.panel.table.selectRow(row)
        trip.settle()
        trip.photograph(f"release_record_{row + 1}")


def _sheets(trip: Trip) -> None:
    trip.go("release", TabTarget("sheets"))
    trip.settle()
    tab = trip.page.tab()
    for agent in ("lu-177-dotatate", "y-90-ibritumomab"):
        tab.select(agent)
        trip.settle()
        tab.show_preview()
        trip.settle()
        trip.photograph(f"release_sheet_{agent}", may_scroll=True)
    tab.show_versions()
    trip.settle()
    trip.photograph("release_versions", of=tab.dialog)
    tab.dialog.reject()
