"""The stops at the bedside: each section as it is found, keypad, list, skip, timer, the finish; also in touch mode."""

from dataclasses import replace
from uuid import UUID

from au_desktop.domain.checklists.answers import Reply, YesNo
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.ui.bedside.bedside_view import BedsideView
from tests.touring.trip import Trip

BEDSIDE_SIZES = ((1366, 768), (1280, 800), (1920, 1080))
TEMPLATE = "lu177_vipivotide_administration"


def bedside(trip: Trip) -> None:
    """A new run, walked from its first section to its end."""
    with trip.sizes(BEDSIDE_SIZES):
        view = _open(trip, _new_run(trip))
        for at, key in enumerate(view.pages.order(), start=1):
            view.go_to_section(key)
            trip.settle()
            trip.photograph(f"bedside_{at}_{key}")
        _details(trip, view)
        view.left.emit()
        trip.settle()


def bedside_touch(trip: Trip) -> None:
    """One section in touch mode, with large text."""
    before = trip.desktop.settings
    trip.take_settings(replace(before, touch_mode=True))
    with trip.sizes(BEDSIDE_SIZES):
        view = _open(trip, _new_run(trip))
        trip.photograph("bedside_touch")
        view.left.emit()
        trip.settle()
    trip.go("today")
    trip.photograph("today_touch", may_scroll=True)
    trip.take_settings(before)


def _details(trip: Trip, view: BedsideView) -> None:
    for name, kind in (("keypad", ItemType.QUANTITY), ("list", ItemType.INSTRUMENT)):
        row = _show_first(trip, view, kind)
        row.editor.press()
        trip.settle()
        trip.photograph(f"bedside_{name}")
        view.pages.panel.close_panel()
        trip.settle()
    row = _show_first(trip, view, ItemType.TIMER)
    row.editor.press()
    trip.settle()
    trip.photograph("bedside_timer_runs")
    view.foot.skip_button.click()
    trip.settle()
    trip.photograph("bedside_skip")
    row.reason.close_field()
    view.foot.note_button.click()
    trip.settle()
    trip.photograph("bedside_note")
    row.reason.close_field()
    row = _show_first(trip, view, ItemType.CONFIRM, critical=True)
    row.editor.choose(2)
    trip.settle()
    trip.photograph("bedside_critical")


def _show_first(trip: Trip, view: BedsideView, kind: ItemType, *, critical: bool = False):
    for _, items in view.session.view.sheet.sections:
        for item in items:
            if item.type is kind and (item.critical or not critical):
                view.pages.show_item(item.key)
                trip.settle()
                return view.rows.find(item.key)
    raise LookupError(kind)


def _new_run(trip: Trip) -> UUID:
    services = trip.desktop.session.center.services
    rows = services.case_log.cases(CaseFilter(), PageRequest(100)).rows
    row = next(one for one in rows if "vipivotide" in one.drug_id)
    subject = Subject(
        case_id=row.case_id,
        trainee_id=row.trainee_id,
        supervisor_id=row.supervisor_id,
        drug_id=row.drug_id,
    )
    run_id = services.checklist_work.start(TEMPLATE, subject).value
    services.checklist_work.answer(run_id, "go_ahead", YesNo(Reply.YES), "")
    return run_id


def _open(trip: Trip, run_id: UUID) -> BedsideView:
    trip.frame.go_to("bedside", run_id)
    trip.settle()
    return trip.desktop.session._bedside
