"""The stops at instrument checklists, item statistics and the checklist library in the help."""

from decimal import Decimal
from uuid import UUID

from au_desktop.domain.checklists.answers import AnswerValue, Chosen, Confirmed, Measured, Number
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.quantities import Activity, CountRate, DoseRate, Duration
from au_desktop.ui.kit.targets import TabTarget
from tests.touring.bedside import BEDSIDE_SIZES
from tests.touring.trip import Trip


def _activity(text: str) -> Measured:
    return Measured(Activity.parse(text))


STORIES: dict[str, dict[str, AnswerValue]] = {
    "calibrator_constancy": {
        "source_nuclide": Chosen(("cs_137",)),
        "settings_used": Chosen(("lu_177",)),
    },
    "calibrator_linearity": {"method": Chosen(("decay",)), "decay_nuclide": Chosen(("tc_99m",))},
    "meter_calibration": {
        "where": Chosen(("here",)),
        "scale_1_low_calculated": Measured(DoseRate.parse("20 mR/h")),
        "scale_1_low_indicated": Measured(DoseRate.parse("25 mR/h")),
    },
    "leak_test": {
        "analyzed": Chosen(("here",)),
        "wiped": Confirmed(done=True),
        "efficiency": Number(Decimal("0.25")),
        "counting_time": Measured(Duration.parse("2 min")),
        "background": Measured(CountRate.parse("40 cpm")),
        "gross": Measured(CountRate.parse("2900 cpm")),
    },
    "self_audit": {"score_program": Chosen(("score_1",))},
}


def library(trip: Trip) -> None:
    """A few checklists section by section and at the desk, then statistics and the help."""
    for template_id in STORIES:
        _walk(trip, template_id)
    _statistics(trip)
    _help(trip)


def _walk(trip: Trip, template_id: str) -> None:
    run_id = _begun(trip, template_id)
    with trip.sizes(BEDSIDE_SIZES):
        trip.frame.go_to("bedside", run_id)
        trip.settle()
        view = trip.desktop.session._bedside
        for at, key in enumerate(view.pages.order(), start=1):
            view.go_to_section(key)
            trip.settle()
            trip.photograph(f"library_{template_id}_{at}_{key}")
        view.left.emit()
        trip.settle()
    trip.go("checklists", run_id)
    trip.photograph(f"library_{template_id}_desk", may_scroll=True)


def _begun(trip: Trip, template_id: str) -> UUID:
    services = trip.desktop.session.center.services
    facilities = services.facilities
    subject = Subject(
        room_id=facilities.rooms()[0].id, instrument_id=facilities.instruments()[0].id
    )
    run_id = services.checklist_work.start(template_id, subject).value
    for key, value in STORIES[template_id].items():
        services.checklist_work.answer(run_id, key, value, "")
    return run_id


def _statistics(trip: Trip) -> None:
    trip.go("checklists")
    trip.page.open_target(TabTarget("statistics"))
    trip.settle()
    trip.photograph("library_statistics")
    tab = trip.page.front.tab()
    tab.select("lu177_vipivotide_administration")
    trip.settle()
    trip.photograph("library_statistics_treatment")
    tab.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("library_statistics_chosen")
    tab.panel.search.setText("no item of that name")
    trip.until(tab.panel.showing_empty_state)
    trip.photograph("library_statistics_nothing_fits")
    tab.panel.show_everything()
    trip.page.front.open_tab("records")
    trip.settle()


def _help(trip: Trip) -> None:
    view = trip.frame.show_help("library")
    for topic in ("library", "library-leak_test", "library-lu177_vipivotide_administration"):
        view.show_topic(topic)
        trip.settle()
        trip.photograph(topic.replace("-", "_"), of=view)
    view.close()
    trip.settle()
