"""The stops at the dialogs about one trainee: pathway, hours, onboarding, papers, license, packet, imports, prints."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QTextBrowser

from au_desktop.domain.training.hours import HourEntry, HourPart, Ledger
from au_desktop.ui.trainees.hours.hour_signing import VERIFY
from au_desktop.ui.trainees.overview.status_sheet import load_status, status_document
from tests.touring.stops import add_program, begins_with, signature, taken, walk
from tests.touring.stories import show
from tests.touring.trip import Trip, button

HOURS_FILE = """trainee,ledger,topic or element,hours,from,to,provider,course,place
{code},classroom,radiation physics and instrumentation,12,2025-02-03,2025-02-04,Lakeside University,Physics,Lakeside
{code},classroom,radiation biology,-3,2025-02-05,2025-02-05,Lakeside University,Biology,Lakeside
T-9999,classroom,radiation biology,4,2025-02-06,2025-02-06,Lakeside University,Biology,Lakeside
"""
CASES_FILE = """Physician,When,Agent,Patient,Activity in mCi,Role
{code},2026-03-03,Lu-177 dotatate,LR-90001,200,performed
{code},2026-03-04,unheard-of agent,LR-90002,200,performed
{code},2026-03-05,Lu-177 dotatate,LR-90003,200,performed
"""


def training(trip: Trip) -> None:
    """Every dialog about one trainee, as the coordinator."""
    stops = (
        _pathway, _brought, _hours, _overlap, _hour_choices, _onboarding, _papers, _license,
        _packet, _imports, _status,
    )  # fmt: skip
    walk(trip, stops)


def _pathway(trip: Trip) -> None:
    """Each step of the wizard, the last one for a trainee who is undecided."""
    for name, about in (("Prescott", "undecided"), ("Holloway", "board")):
        tab = show(trip, name, "pathway")
        tab.choose()
        trip.settle()
        wizard = trip.front()
        if name == "Prescott":
            wizard.primary_button.click()
            trip.photograph("training_wizard_refused")
            wizard.categories.set_value(("G3",))
        for at in range(1, 5):
            trip.settle()
            trip.photograph(f"training_wizard_{about}_{at}", may_scroll=True)
            if at < 4:
                wizard.primary_button.click()
        wizard.reject()
        trip.settle()


def _brought(trip: Trip) -> None:
    """What a trainee brings: certificate, license, the regulator's answer, the application."""
    tab = show(trip, "Radcliffe", "pathway")
    for words, name in (
        ("Add a certificate", "certificate"),
        ("Add a license", "license"),
        ("Record an answer…", "answer"),
        ("Edit the application", "application"),
    ):
        with trip.stop(f"training_pathway_{name}"):
            button(tab, words).click()
            taken(trip, f"training_pathway_{name}")


def _hours(trip: Trip) -> None:
    """A new entry of each ledger, one refused, one signed that changes, one divided."""
    tab = show(trip, "Holloway", "hours")
    for ledger in Ledger:
        tab.add_entry(ledger)
        taken(trip, f"training_hours_{ledger.value.split()[0]}")
    tab.add_entry(Ledger.CLASSROOM)
    trip.settle()
    trip.front().primary_button.click()
    taken(trip, "training_hours_refused")
    judged = tab.panel.table.rows.row_at(0)
    tab.edit(judged)
    taken(trip, "training_hours_change")
    tab.divide(judged)
    taken(trip, "training_hours_divide")
    tab.void(judged)
    taken(trip, "training_hours_void")


def _overlap(trip: Trip) -> None:
    """Hours that stand on days already taken are refused with the offer to keep the free ones."""
    tab = show(trip, "Holloway", "hours")
    rows = [tab.panel.table.rows.row_at(at) for at in range(tab.panel.table.rows.rowCount())]
    held = next(one.entry for one in rows if one.entry.ledger is Ledger.CLASSROOM)
    tab.add_entry(Ledger.WORK)
    trip.settle()
    dialog = trip.front()
    element = tab._loaded.standing.profile.elements[0].code
    dialog.form.show_entry(_second(held, element))
    dialog.primary_button.click()
    taken(trip, "training_hours_overlap")


def _second(held: HourEntry, element: str) -> HourEntry:
    """Work on the days of another entry, more than those days hold."""
    days = Decimal((held.last - held.first).days + 1)
    return HourEntry(
        held.id, 0, held.trainee_id, Ledger.WORK, (HourPart(element, days * 24),),
        held.first, held.last, place="Lakeside RPT Center",
    )  # fmt: skip


def _hour_choices(trip: Trip) -> None:
    """Classroom hours that wait are chosen and then shown as they are signed; work waits for the preceptor."""
    tab = show(trip, "Holloway", "hours")
    rows = [tab.panel.table.rows.row_at(at) for at in range(tab.panel.table.rows.rowCount())]
    for ledger, days_ago, hours in (
        (Ledger.CLASSROOM, 9, 4), (Ledger.CLASSROOM, 8, 5), (Ledger.WORK, 7, 6), (Ledger.WORK, 6, 3),
    ):  # fmt: skip
        like = next(one.entry for one in rows if one.entry.ledger is ledger and one.sound)
        _enter_again(trip, like, days_ago, hours)
    tab.refresh()
    trip.settle()
    signature(trip, tab, VERIFY, "verify")


def _enter_again(trip: Trip, like: HourEntry, days_ago: int, hours: int) -> None:
    """A few more hours of the same course or place, unless an earlier walk has entered them."""
    services = trip.desktop.session.center.services
    day = services.desk.today() - timedelta(days=days_ago)
    if any(one.first == day for one in services.hour_log.entries(like.trainee_id)):
        return
    part = (HourPart(like.parts[0].code, Decimal(hours)),)
    services.hour_log.add(replace(like, parts=part, first=day, last=day, paper_id=None))


def _onboarding(trip: Trip) -> None:
    """A visit planned, an item received, a dosimeter issued, a program chosen."""
    tab = show(trip, "Prescott", "onboarding")
    for words, name in (
        ("Add an item", "item_new"),
        ("Move the visit", "move"),
        ("Take the visit out of use", "void"),
        ("Issue a dosimeter", "dosimeter"),
    ):
        with trip.stop(f"training_onboarding_{name}"):
            begins_with(tab, words).click()
            taken(trip, f"training_onboarding_{name}")
    button(tab, "Details…").click()
    taken(trip, "training_onboarding_item")
    tab.plan()
    taken(trip, "training_onboarding_plan")
    add_program(trip)
    tab.refresh()
    trip.settle()
    tab.choose_program()
    taken(trip, "training_onboarding_program")


def _papers(trip: Trip) -> None:
    """Papers added, one chosen, changed, and one that is refused."""
    tab = show(trip, "Adair", "papers")
    folder = trip.scratch / f"papers {trip.look.theme.value}"
    folder.mkdir(exist_ok=True)
    good, empty = folder / "Board certificate.pdf", folder / "empty.pdf"
    good.write_bytes(b"%PDF-1.7 certificate " + trip.look.theme.value.encode())
    empty.write_bytes(b"")
    tab.add_files((good, empty))
    trip.settle()
    tab.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("training_papers", may_scroll=True)
    tab.edit(tab.panel.table.current_row())
    taken(trip, "training_papers_edit")
    tab.void(tab.panel.table.current_row())
    taken(trip, "training_papers_void")


def _license(trip: Trip) -> None:
    """The request to the home license, a question and its answer."""
    tab = show(trip, "Merritt", "home_license")
    tab.begin()
    taken(trip, "training_license_request")
    button(tab, "Note a question of the agency").click()
    taken(trip, "training_license_question")
    begins_with(tab, "Answer:").click()
    taken(trip, "training_license_answer")


def _packet(trip: Trip) -> None:
    """Asking for a signature, and where the packet goes."""
    tab = show(trip, "Bellamy", "packet")
    tab.ask_button.click()
    taken(trip, "training_packet_ask")
    tab.packet_button.click()
    taken(trip, "training_packet_make")


def _imports(trip: Trip) -> None:
    """Hours whose columns are known, cases whose columns have to be chosen."""
    tab = show(trip, "Jennings", "cases")
    services = trip.desktop.session.center.services
    code = services.enrolment.trainee(tab.trainee_id).code
    for name, text in (("Hours of 2025", HOURS_FILE), ("Log of cases", CASES_FILE)):
        file = trip.scratch / f"{name}.csv"
        file.write_text(text.format(code=code), encoding="utf-8")
        trip.go("trainees")
        kind = name.split()[0].casefold()
        records = services.hour_import if kind == "hours" else services.case_import
        trip.page.importing.import_file((records,), Path(file))
        trip.settle()
        trip.photograph(f"training_import_{kind}")
        trip.front().table.selectRow(1)
        trip.front().choose.setChecked(True)
        taken(trip, f"training_import_{kind}_columns")


def _status(trip: Trip) -> None:
    """The status of one trainee as it is printed."""
    tab = show(trip, "Bellamy", "overview")
    services = trip.desktop.session.center.services
    facts = load_status(services, tab.trainee_id)
    sheet = QTextBrowser()
    sheet.setDocument(status_document(facts, trip.desktop.settings.date_style))
    sheet.setStyleSheet("background: white; color: black")
    sheet.resize(820, 1060)
    sheet.show()
    trip.settle()
    trip.photograph("training_status_print", may_scroll=True, of=sheet)
    sheet.close()
