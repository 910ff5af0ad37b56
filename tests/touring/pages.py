"""The stops in an open center: every page, tab and dialog, as the people who use them."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from au_desktop.domain.errors import DiskProblem
from au_desktop.domain.roles import Role
from au_desktop.example_stage import PASSPHRASE
from au_desktop.services.rows import PageRequest, RunFilter, RunState
from au_desktop.settings import TextSize, UnitsFirst
from au_desktop.ui.kit import messages
from au_desktop.ui.trainees.trainee_tabs import TABS
from tests.touring import (
    bedside,
    bedside_tools,
    dosage_tour,
    events_tour,
    instruments_tour,
    library_tour,
    paper_tour,
    people_tour,
    records_tour,
    release_tour,
    safety_places,
    schedule_tour,
    signing_tour,
    stock_tour,
    stories,
    surveys_tour,
    templates_tour,
    training,
    training_places,
    training_signed,
    treatment_places,
    waste_tour,
)
from tests.touring.trip import Trip, button
from tests.workbook_tampering import edited, part_of

KEYS = (
    *("today", "trainees", "cases", "checklists"),
    *("safety", "release", "waste", "instruments"),
    *("signing", "documents", "center"),
)
TRAINEES = 3
"""How many of the roster are looked at tab by tab."""

ROSTER = Path(__file__).resolve().parents[1] / "data" / "roster_by_hand.xlsx"


def today(trip: Trip) -> None:
    """The first page, which is taller than a small screen when much is due."""
    trip.go("today")
    trip.photograph("today", may_scroll=True)


def trainees(trip: Trip) -> None:
    """The roster, one trainee, the dialogs, the import."""
    trip.go("trainees")
    trip.photograph("trainees")
    page = trip.page
    page.roster.panel.search.setText("nobody of that name")
    trip.until(page.roster.panel.showing_empty_state)
    trip.photograph("trainees_nothing_fits")
    page.roster.panel.show_everything()
    trip.settle()
    page.add_trainee()
    trip.settle()
    trip.photograph("trainees_add")
    page.dialog.primary_button.click()
    trip.photograph("trainees_add_refused")
    trip.close_dialogs()
    page.import_file(ROSTER)
    trip.settle()
    trip.photograph("trainees_import")
    trip.close_dialogs()
    row = page.roster.table.rows.row_at(2)
    page.open_trainee(row.row.trainee_id)
    trip.settle()
    trip.photograph("trainees_one", may_scroll=True)
    page.edit_shown()
    trip.settle()
    trip.photograph("trainees_edit")
    trip.close_dialogs()


def trainee_tabs(trip: Trip) -> None:
    """Every tab of the first trainees of the roster, and the whole list of what one of them misses."""
    trip.go("trainees")
    page = trip.page
    rows = [page.roster.table.rows.row_at(at) for at in range(TRAINEES)]
    for at, row in enumerate(rows, start=1):
        for key, _title, _make in TABS:
            page.open_target((row.row.trainee_id, key, None))
            trip.settle()
            trip.photograph(f"trainee_{at}_{key}", may_scroll=True)
    tab = page.view.open_tab("overview")
    folded = tab.missing.rows()[-1]
    if folded.title.text().startswith("and "):
        folded.activated.emit()
    trip.settle()
    trip.photograph("trainee_missing_all", may_scroll=True)
    page.go_back()


def cases(trip: Trip) -> None:
    """The case log with a case that counts and one that does not, and the dialogs."""
    trip.go("cases")
    trip.photograph("cases")
    log = trip.page.log.table
    for name, wanted in (("counts", True), ("does_not_count", False)):
        rows = [log.rows.row_at(at) for at in range(log.rows.rowCount())]
        found = next((row for row in rows if row.verdict.counts is wanted), None)
        if found is not None:
            trip.page.open_target(found.row.case_id)
            trip.settle()
            trip.photograph(f"cases_{name}")
    trip.page.add_case()
    trip.settle()
    trip.photograph("cases_add")
    trip.page.dialog.primary_button.click()
    trip.settle()
    trip.photograph("cases_add_refused")
    trip.close_dialogs()
    log.selectRow(0)
    trip.settle()
    button(trip.window, "Edit").click()
    trip.settle()
    trip.photograph("cases_edit")
    trip.close_dialogs()
    button(trip.window, "Void…").click()
    trip.settle()
    trip.photograph("cases_void")
    trip.close_dialogs()
    _board(trip)
    _ratings(trip)


def _board(trip: Trip) -> None:
    """The board with a slot chosen, and its dialogs."""
    page = trip.page
    page.switch.choose("board")
    trip.settle()
    trip.photograph("cases_board")
    page.board.plan()
    trip.settle()
    trip.photograph("cases_plan")
    trip.close_dialogs()
    movable = [card for card in page.board.columns.cards() if card.slot.state != "done"]
    if movable:
        movable[0].chosen.emit(movable[0].slot)
        page.board.act("move")
        trip.settle()
        trip.photograph("cases_move")
        trip.close_dialogs()
    page.switch.choose("log")
    trip.settle()


def _ratings(trip: Trip) -> None:
    """The rating of a given case, and the report on agreement."""
    page = trip.page
    log = page.log.table
    rows = [log.rows.row_at(at) for at in range(log.rows.rowCount())]
    given = next(row for row in rows if row.row.state == "given")
    page.open_target(given.row.case_id)
    trip.settle()
    page.ratings.rate(page._facts)
    trip.settle()
    trip.photograph("cases_rate")
    trip.close_dialogs()
    page.ratings.show_agreement()
    trip.settle()
    trip.photograph("cases_agreement")
    trip.close_dialogs()


def checklists(trip: Trip) -> None:
    """The list of runs, starting one, a draft, one that waits and one that is signed."""
    trip.go("checklists")
    trip.photograph("checklists")
    page = trip.page
    page.start()
    trip.settle()
    trip.photograph("checklists_start")
    trip.close_dialogs()
    for state in (RunState.DRAFT, RunState.WAITING, RunState.DONE):
        trip.page.open_run(run_in(trip, state))
        trip.settle()
        trip.photograph(f"checklists_{state.value.replace(' ', '_')}")
        trip.page.go_back()
        trip.settle()


def signing(trip: Trip) -> None:
    """What waits, what was given, and the dialog that signs."""
    trip.go("signing")
    trip.photograph("signing")
    page = trip.page
    page.waiting.table.selectRow(0)
    trip.settle()
    trip.photograph("signing_chosen")
    if page.main_action is not None:
        page.main_action.run()
        trip.settle()
        trip.photograph("signing_dialog")
        trip.front().passphrase.setText("not the words")
        trip.front().primary_button.click()
        trip.settle()
        trip.photograph("signing_dialog_wrong")
        trip.close_dialogs()
    page.tabs.setCurrentIndex(1)
    page.given.table.selectRow(0)
    trip.settle()
    trip.photograph("signing_given")


def documents(trip: Trip) -> None:
    """What left the center, the export, and the verdicts on a file."""
    trip.go("documents")
    trip.photograph("documents")
    trip.frame.top_bar.run_main_action()
    trip.settle()
    trip.photograph("documents_export")
    dialog, target = trip.front(), trip.scratch / f"RSO {trip.look.theme.value}.xlsx"
    dialog.file.edit.setText(str(target))
    dialog.primary_button.click()
    trip.settle()
    trip.photograph("documents_export_refused")
    dialog.passphrase.setText(PASSPHRASE)
    dialog.primary_button.click()
    trip.until(target.is_file)
    trip.photograph("documents_exported")
    trip.page.verify_file(target)
    trip.settle()
    trip.photograph("documents_genuine")
    trip.page.verify_file(_touched(target))
    trip.settle()
    trip.photograph("documents_altered")
    trip.page.verify_file(ROSTER)
    trip.settle()
    trip.photograph("documents_cannot_tell")


def _touched(workbook: Path) -> Path:
    """A copy in which the first patient code of the cases is another."""

    def change(text: str) -> str:
        return re.sub(r"LR-\d{5}", "LR-77777", text, count=1)

    return edited(workbook, part_of(workbook, "Cases"), change)


def frame(trip: Trip) -> None:
    """Search, settings, help of a page, a message for an error."""
    trip.go("today")
    trip.frame.top_bar.search.setText("Example 0")
    trip.frame._finder.start()
    trip.until(trip.frame.popup.isVisible)
    trip.photograph("frame_search", may_scroll=True)
    trip.frame.popup.hide()
    trip.frame.top_bar.search.clear()
    trip.desktop.show_settings()
    trip.settle()
    trip.photograph("frame_settings")
    trip.close_dialogs()
    messages.show_error(trip.window, DiskProblem("the disk is full", "center.db"))
    trip.photograph("frame_error")


def large_text(trip: Trip) -> None:
    """Every page in large text, and in touch mode."""
    before = trip.desktop.settings
    for name, settings in (
        ("large_text", replace(before, text_size=TextSize.LARGE)),
        ("touch", replace(before, touch_mode=True, units_first=UnitsFirst.MCI)),
    ):
        trip.take_settings(settings)
        for key in KEYS:
            trip.go(key)
            trip.photograph(f"{name}_{key}", may_scroll=key == "today")
    trip.take_settings(before)


def run_in(trip: Trip, state: RunState) -> UUID:
    """A run in that state, about a case where there is one."""
    work = trip.desktop.session.center.services.checklist_work
    rows = work.runs(RunFilter(state=state), PageRequest(200)).rows
    return next(
        (row.run_id for row in rows if "administration" in row.template_title), rows[0].run_id
    )


def center(trip: Trip) -> None:
    """Every subject of the center page with a record chosen, and its dialogs."""
    from au_desktop.ui.center.center_page import SUBJECTS

    trip.go("center")
    for key, *_ in SUBJECTS:
        with trip.stop(f"center_{key}"):
            section = trip.page.show_subject(key)
            trip.settle()
            panel = getattr(section, "panel", None)
            if panel is not None:
                panel.table.selectRow(0)
                trip.settle()
            trip.photograph(f"center_{key}", may_scroll=key == "profile")
            if section.main_action() is not None and section.main_action().enabled:
                section.main_action().run()
                trip.settle()
                if trip.front() is not None:
                    trip.photograph(f"center_{key}_add")


def center_dialogs(trip: Trip) -> None:
    """The dialogs about people, licenses, instruments and backups."""
    for key, words in (
        (
            "people",
            (
                "Who may do what",
                "Change my passphrase…",
                "New recovery sheet…",
                "Change role…",
                "New passphrase…",
                "Remove…",
            ),
        ),
        ("supervisors", ("Add license…", "Edit…")),
        ("rooms", ("Edit…",)),
        ("instruments", ("New calibration…", "Edit…")),
    ):
        for word in words:
            name = word.strip("…").casefold().replace(" ", "_")
            with trip.stop(f"center_dialogs_{key}_{name}"):
                trip.go("center", key)
                trip.page.section().panel.table.selectRow(1 if key == "people" else 0)
                trip.settle()
                button(trip.window, word).click()
                trip.settle()
                trip.photograph(f"center_dialogs_{key}_{name}")


def as_inspector(trip: Trip) -> None:
    """Every page for somebody who may only read."""
    for key in KEYS:
        trip.go(key)
        trip.photograph(f"as_inspector_{key}", may_scroll=key == "today")


Step = Callable[[Trip], None]
STEPS: dict[Role, tuple[Step, ...]] = {
    Role.COORDINATOR: (
        today, trainees, trainee_tabs, stories.story, training.training, cases, training_places.training_board, checklists,
        schedule_tour.schedule, templates_tour.templates,
        documents, center, center_dialogs, training_places.training_center, frame, large_text
    ),
    Role.PRECEPTOR: (
        signing, signing_tour.signing_work, training_signed.training_signed,
        bedside.bedside, bedside.bedside_touch, bedside_tools.bedside_tools, safety_places.safety_checklists,
        treatment_places.treatments, library_tour.library, paper_tour.paper, dosage_tour.safety_dosages,
    ),
    Role.RSO: (
        surveys_tour.surveys, events_tour.events,
        people_tour.safety_people, release_tour.release, waste_tour.waste,
        instruments_tour.instruments, stock_tour.packages, stock_tour.inventory,
        records_tour.safety_records,
    ),
    Role.INSPECTOR: (as_inspector,),
}  # fmt: skip
