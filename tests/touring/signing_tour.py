"""The stops of signing: the narrowed queue, a batch, a return, another person's signature, a changed case, two versions."""

from dataclasses import replace

from au_desktop.domain.checklists.answers import Text
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.ids import RunId
from au_desktop.services.rows import PageRequest, RunFilter, RunState
from au_desktop.ui.signing.waiting_list import EVERYONE, MINE
from tests.touring.trip import Trip

SIZES = ((1366, 768), (1280, 800))


def signing_work(trip: Trip) -> None:
    """Everything about signatures beside giving one."""
    with trip.sizes(SIZES):
        for stop in (
            _queue,
            _batch,
            _as_another,
            _return,
            _given,
            _changed,
            _asked,
            _versions,
            _void,
        ):
            with trip.stop(f"signing_work{stop.__name__}"):
                stop(trip)


def _queue(trip: Trip) -> None:
    trip.go("signing")
    page = trip.page
    page.tabs.setCurrentWidget(page.queue)
    page.waiting.filters.choose(EVERYONE)
    trip.settle()
    page.queue.filters.age.setCurrentIndex(1)
    trip.settle()
    trip.photograph("signing_work_narrowed")
    page.queue.filters.attention.setChecked(True)
    page.queue.filters.kind.setCurrentIndex(1)
    trip.settle()
    trip.photograph("signing_work_nothing_fits")
    page.queue.filters.clear()
    page.waiting.filters.choose(MINE)
    trip.settle()


def _batch(trip: Trip) -> None:
    page = trip.page
    page.queue.choose_all()
    for row in page.queue.mine()[3:]:
        page.queue.toggle(row)
    trip.settle()
    trip.photograph("signing_work_chosen")
    page.queue.batch_button.click()
    trip.settle()
    dialog = page.batch
    trip.photograph("signing_work_batch_record", may_scroll=True)
    dialog.primary_button.click()
    trip.settle()
    while dialog.batch.unseen:
        dialog.primary_button.click()
        trip.settle()
    dialog.primary_button.click()
    trip.settle()
    trip.photograph("signing_work_batch_question")
    right = dialog.batch.question.right
    dialog.question.choices[(right + 1) % 4].setChecked(True)
    dialog.primary_button.click()
    trip.settle()
    trip.photograph("signing_work_batch_wrong", may_scroll=True)
    dialog.primary_button.click()
    trip.settle()
    dialog.question.choices[dialog.batch.question.right].setChecked(True)
    dialog.primary_button.click()
    trip.settle()
    trip.photograph("signing_work_batch_last")
    trip.close_dialogs()


def _as_another(trip: Trip) -> None:
    page = trip.page
    page.waiting.filters.choose(EVERYONE)
    trip.settle()
    theirs = [row for row in page.queue.rows() if not trip_services(trip).signing.is_mine(row)]
    page.waiting.table.select_key((theirs[0].run_id, theirs[0].position))
    trip.settle()
    trip.photograph("signing_work_theirs")
    page.sign_row(theirs[0])
    trip.settle()
    trip.photograph("signing_work_sign_as", may_scroll=True)
    trip.close_dialogs()


def _return(trip: Trip) -> None:
    page = trip.page
    page.waiting.filters.choose(MINE)
    trip.settle()
    page.return_row(page.queue.mine()[0])
    trip.settle()
    page.returning.primary_button.click()
    trip.settle()
    trip.photograph("signing_work_return")
    trip.close_dialogs()


def _given(trip: Trip) -> None:
    page = trip.page
    page.tabs.setCurrentWidget(page.history)
    trip.settle()
    page.given.table.selectRow(0)
    trip.settle()
    trip.photograph("signing_work_given")


def _changed(trip: Trip) -> None:
    services, page = trip_services(trip), trip.page
    if not services.asked_signatures.changed_cases():
        run = services.run_sheets.sheet(_a_run(trip, RunState.DONE, "administration"))
        case = run.about.case
        services.case_log.change(replace(case, location="Treatment room 2"), "other room")
    page.tabs.setCurrentWidget(page.changed)
    page.changed.mark()
    trip.settle()
    page.changed.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("signing_work_changed")
    page.sign_again(services.asked_signatures.changed_cases()[0])
    trip.settle()
    trip.photograph("signing_work_again", may_scroll=True)
    trip.close_dialogs()
    page.tabs.setCurrentWidget(page.queue)


def _asked(trip: Trip) -> None:
    trip.go("checklists", _a_run(trip, RunState.WAITING, "administration"))
    trip.settle()
    desk = trip.page.desk
    trip.photograph("signing_work_run", may_scroll=True)
    desk.slots.ask_button.click()
    trip.settle()
    trip.photograph("signing_work_ask")
    trip.front().primary_button.click()
    trip.settle()
    trip.photograph("signing_work_asked", may_scroll=True)
    for button in list(desk.slots.withdraw_buttons.values()):
        button.click()
        trip.settle()
    trip.page.go_back()


def _versions(trip: Trip) -> None:
    services = trip_services(trip)
    run_id = _a_run(trip, RunState.DONE, "administration")
    new = services.checklist_work.amend(run_id, "the residual was read from the wrong line").value
    sheet = services.run_sheets.sheet(new)
    text = next((item for item in sheet.template.items if item.type is ItemType.TEXT), None)
    if text is not None:
        services.checklist_work.answer(new, text.key, Text("read again at 16:20"), "by phone")
    trip.go("checklists", new)
    trip.settle()
    trip.photograph("signing_work_amendment", may_scroll=True)
    trip.page.desk.facts.compare_button.click()
    trip.settle()
    trip.photograph("signing_work_versions")
    trip.front().changes_only.setChecked(False)
    trip.settle()
    trip.photograph("signing_work_versions_all", may_scroll=True)
    trip.close_dialogs()
    services.checklist_work.void(new, "only to be looked at")


def _void(trip: Trip) -> None:
    trip.go("checklists", _a_run(trip, RunState.VOIDED, ""))
    trip.settle()
    trip.photograph("signing_work_void", may_scroll=True)
    trip.page.go_back()


def _a_run(trip: Trip, state: RunState, kind: str) -> RunId:
    """The newest run in that state."""
    page = PageRequest(60, sort="event_at", descending=True)
    rows = trip_services(trip).checklist_work.runs(RunFilter(state=state), page).rows
    return next(row.run_id for row in rows if kind in {"", row.kind})


def trip_services(trip: Trip):
    return trip.desktop.session.center.services
