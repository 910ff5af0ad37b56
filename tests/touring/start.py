"""The stops before a center is open: choosing, unlocking, the diagnoses, making, restoring, recovering, settings, help."""

from PySide6.QtTest import QTest

from au_desktop.domain.errors import DamagedCenter, NewerCenter, NotACenter, OpenElsewhere
from au_desktop.services.opening import WorkedExample
from tests.touring.trip import Trip

WORDS = "seven lanterns over a quiet lake"
_WRONG = "not the passphrase at all"


def walk(trip: Trip, example: WorkedExample) -> None:
    """Every panel of the unlock window."""
    trip.desktop.unlock_window.show()
    steps = (_centers, _prompt, _diagnoses, _new_center, _example, _restore, _recovery, _settings)
    for step in steps:
        with trip.stop(f"start{step.__name__}"):
            step(trip, example)
    with trip.stop("start_help"):
        _help(trip)
    trip.desktop.unlock_window.hide()


def _centers(trip: Trip, example: WorkedExample) -> None:
    window = trip.desktop.unlock_window
    window.show_centers(())
    trip.photograph("start_first_time")
    window.show_centers((str(example.folder), str(example.folder.with_name("Riverside.aucenter"))))
    trip.photograph("start_centers")


def _prompt(trip: Trip, example: WorkedExample) -> None:
    window = trip.desktop.unlock_window
    window.show_folder(example.folder)
    trip.settle()
    trip.photograph("start_unlock")
    window.card.people.setCurrentRow(4)
    window.card.passphrase.set_value(_WRONG)
    window.card.primary_button.click()
    trip.settle()
    trip.photograph("start_unlock_wrong")
    window.show_busy("Closing the center. A backup is made when something changed…")
    trip.photograph("start_closing")


def _diagnoses(trip: Trip, example: WorkedExample) -> None:
    folder = example.folder
    backup = folder / "backups" / "2026-11-20T1730Z.aubackup"
    window = trip.desktop.unlock_window
    for name, error in (
        ("open_elsewhere", OpenElsewhere("Casey Brooks", "desk-12", "2026-11-22T08:31:00Z")),
        ("damaged", DamagedCenter("3 pages of center.db", "everything but the log", str(backup))),
        ("damaged_no_backup", DamagedCenter("center.db is missing")),
        ("newer", NewerCenter("0007", "0001")),
        ("not_a_center", NotACenter(str(folder.parent), "keys.json is missing")),
    ):
        window._on_not_opened(error, folder)
        trip.settle()
        trip.photograph(f"start_diagnosis_{name}")


def _new_center(trip: Trip, _example: WorkedExample) -> None:
    window = trip.desktop.unlock_window
    window.centers.new_center_wanted.emit()
    trip.settle()
    panel = window.shown()
    trip.photograph("start_new_center_1")
    panel.primary_button.click()
    trip.photograph("start_new_center_1_refused")
    QTest.keyClicks(panel.center_form.field("name"), f"Hillside {trip.look.theme.value}")
    panel.primary_button.click()
    trip.settle()
    trip.photograph("start_new_center_2")
    QTest.keyClicks(panel.person_form.field("person"), "Morgan Hale")
    QTest.keyClicks(panel.passphrase.first.edit, "password")
    trip.photograph("start_new_center_2_refused")
    panel.passphrase.first.set_value(WORDS)
    panel.passphrase.second.set_value(WORDS)
    trip.photograph("start_new_center_2_filled")
    panel.primary_button.click()
    trip.settle()
    trip.photograph("start_new_center_3")
    panel.sheet.next_button.click()
    trip.photograph("start_new_center_3_typing")
    for field in panel.sheet.fields.fields:
        field.setText("AAAAA")
    panel.sheet.confirm_button.click()
    trip.settle()
    trip.photograph("start_new_center_3_refused")
    center, panel._center = panel._center, None
    panel._finish()
    center.close()


def _example(trip: Trip, _example: WorkedExample) -> None:
    window = trip.desktop.unlock_window
    window.centers.example_wanted.emit()
    trip.settle()
    trip.photograph("start_example")
    if trip.wants("start_example_made"):
        window.shown().primary_button.click()
        trip.settle()
        trip.photograph("start_example_made")


def _restore(trip: Trip, _example: WorkedExample) -> None:
    trip.desktop.unlock_window.centers.restore_wanted.emit()
    trip.settle()
    trip.photograph("start_restore")


def _recovery(trip: Trip, example: WorkedExample) -> None:
    window = trip.desktop.unlock_window
    window.show_folder(example.folder)
    trip.settle()
    window.card.recovery_wanted.emit()
    trip.settle()
    trip.photograph("start_recovery")


def _settings(trip: Trip, _example: WorkedExample) -> None:
    trip.desktop.unlock_window.show_centers(())
    trip.desktop.show_settings()
    trip.settle()
    trip.photograph("start_settings")


def _help(trip: Trip) -> None:
    view = trip.desktop.unlock_window.show_help()
    trip.settle()
    topics = [view.topics.item(at).text() for at in range(view.topics.count())]
    for at, topic in enumerate(topics):
        view.topics.setCurrentRow(at)
        trip.settle()
        name = topic.casefold().replace(" ", "_")
        trip.photograph(f"start_help_{name}", of=view)
    view.close()
