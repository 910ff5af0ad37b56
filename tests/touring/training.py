"""The stops at the dialogs of the training record: pathway, hours, onboarding, papers, license, signatures, imports, prints."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QTextBrowser, QWidget

from au_desktop.domain.training.hours import HourEntry, HourPart, Ledger
from au_desktop.ui.trainees.hour_signing import CONFIRM, VERIFY
from au_desktop.ui.trainees.status_sheet import load_status, status_document
from tests.touring.stories import SIZE, differing_case, show
from tests.touring.trip import Trip, button

HOURS_FILE = """trainee,ledger,topic or element,hours,from,to,provider,course,place
{code},classroom,radiation physics and instrumentation,12,2025-02-03,2025-02-04,Lakeside University,Physics,Lakeside
{code},classroom,radiation biology,-3,2025-02-05,2025-02-05,Lakeside University,Biology,Lakeside
T-9999,classroom,radiation biology,4,2025-02-06,2025-02-06,Lakeside University,Biology,Lakeside
"""
CASES_FILE = """Physician,When,Agent,Patient,Activity in mCi,Role
{code},2026-03-03,lutetium Lu 177 dotatate,LR-90001,200,performed
{code},2026-03-04,unheard-of agent,LR-90002,200,performed
"""


def training(trip: Trip) -> None:
    """Every dialog about one trainee, as the coordinator."""
    stops = (
        _pathway, _brought, _hours, _overlap, _hour_choices, _onboarding, _papers, _license,
        _packet, _imports, _status,
    )  # fmt: skip
    _walk(trip, stops)


def training_signed(trip: Trip) -> None:
    """What the preceptor signs about training, and the rating of a case."""
    _walk(trip, (_confirm, _attest, _rate, _settle, _rated))


def training_board(trip: Trip) -> None:
    """The board with a slot chosen, and each of its dialogs."""
    _walk(trip, (_board,))


def training_center(trip: Trip) -> None:
    """The dialogs of hosts, programs, courses and of a license."""
    _walk(trip, tuple(partial(_center_dialogs, key) for key in _CENTER))


def _walk(trip: Trip, stops: tuple) -> None:
    with trip.sizes(SIZE):
        for stop in stops:
            name = getattr(stop, "__name__", "_center").removeprefix("_")
            with trip.stop(f"training_{name}"):
                stop(trip)
        trip.page.go_back()
        trip.settle()


def _taken(trip: Trip, name: str, *, may_scroll: bool = False) -> None:
    """A picture of the dialog that is open now, which is closed after it."""
    trip.settle()
    if trip.front() is None:
        trip.album.trouble.append(f"{name}: no dialog is open")
    trip.photograph(name, may_scroll=may_scroll)
    trip.close_dialogs()


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
            _taken(trip, f"training_pathway_{name}")


def _hours(trip: Trip) -> None:
    """A new entry of each ledger, one refused, one signed that changes, one divided."""
    tab = show(trip, "Holloway", "hours")
    for ledger in Ledger:
        tab.add_entry(ledger)
        _taken(trip, f"training_hours_{ledger.value.split()[0]}")
    tab.add_entry(Ledger.CLASSROOM)
    trip.settle()
    trip.front().primary_button.click()
    _taken(trip, "training_hours_refused")
    judged = tab.panel.table.rows.row_at(0)
    tab.edit(judged)
    _taken(trip, "training_hours_change")
    tab.divide(judged)
    _taken(trip, "training_hours_divide")
    tab.void(judged)
    _taken(trip, "training_hours_void")


def _overlap(trip: Trip) -> None:
    """Hours that stand on days already taken are refused with the offer to keep the free ones."""
    tab = show(trip, "Holloway", "hours")
    rows = [tab.panel.table.rows.row_at(at) for at in range(tab.panel.table.rows.rowCount())]
    taken = next(one.entry for one in rows if one.entry.ledger is Ledger.CLASSROOM)
    tab.add_entry(Ledger.WORK)
    trip.settle()
    dialog = trip.front()
    element = tab._loaded.standing.profile.elements[0].code
    dialog.form.show_entry(_second(taken, element))
    dialog.primary_button.click()
    _taken(trip, "training_hours_overlap")


def _second(taken: HourEntry, element: str) -> HourEntry:
    """Work on the days of another entry, more than those days hold."""
    days = Decimal((taken.last - taken.first).days + 1)
    return HourEntry(
        taken.id, 0, taken.trainee_id, Ledger.WORK, (HourPart(element, days * 24),),
        taken.first, taken.last, place="Lakeside RPT Center",
    )  # fmt: skip


def _hour_choices(trip: Trip) -> None:
    """Classroom hours that wait are chosen and then shown as they are signed."""
    tab = show(trip, "Holloway", "hours")
    first = next(
        one.entry
        for one in (tab.panel.table.rows.row_at(at) for at in range(9))
        if one.entry.ledger is Ledger.CLASSROOM
    )
    log = trip.desktop.session.center.services.hour_log
    for back, hours in ((9, 4), (8, 5)):
        day = trip.desktop.session.center.services.desk.today() - timedelta(days=back)
        if any(one.first == day for one in log.entries(first.trainee_id)):
            continue
        part = (HourPart(first.parts[0].code, Decimal(hours)),)
        log.add(HourEntry(first.id, 0, first.trainee_id, Ledger.CLASSROOM, part, day, day,
                          course=first.course, place="Lakeside"))  # fmt: skip
    tab.refresh()
    trip.settle()
    _signature(trip, tab, VERIFY, "verify")


def _signature(trip: Trip, tab, words, name: str) -> None:
    tab.sign(words)
    trip.settle()
    trip.photograph(f"training_{name}_choice")
    trip.front().primary_button.click()
    trip.settle()
    _taken(trip, f"training_{name}_statement")


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
            _begins_with(tab, words).click()
            _taken(trip, f"training_onboarding_{name}")
    button(tab, "Details…").click()
    _taken(trip, "training_onboarding_item")
    tab.plan()
    _taken(trip, "training_onboarding_plan")
    _add_program(trip)
    tab.refresh()
    trip.settle()
    tab.choose_program()
    _taken(trip, "training_onboarding_program")


def _add_program(trip: Trip) -> None:
    """The worked example has no program of its own: take the one that is shipped."""
    hosts = trip.desktop.session.center.services.hosts
    if not hosts.programs():
        hosts.add_program(hosts.shipped_programs()[0])


def _begins_with(root: QWidget, words: str) -> QAbstractButton:
    for one in root.findChildren(QAbstractButton):
        if one.isVisible() and words in (
            one.text()[: len(words)],
            one.accessibleName()[: len(words)],
        ):
            return one
    raise LookupError(words)


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
    _taken(trip, "training_papers_edit")
    tab.void(tab.panel.table.current_row())
    _taken(trip, "training_papers_void")


def _license(trip: Trip) -> None:
    """The request to the home license, a question and its answer."""
    tab = show(trip, "Merritt", "home_license")
    tab.begin()
    _taken(trip, "training_license_request")
    button(tab, "Note a question of the agency").click()
    _taken(trip, "training_license_question")
    _begins_with(tab, "Answer:").click()
    _taken(trip, "training_license_answer")


def _packet(trip: Trip) -> None:
    """Asking for a signature, and where the packet goes."""
    tab = show(trip, "Bellamy", "packet")
    tab.ask_button.click()
    _taken(trip, "training_packet_ask")
    tab.packet_button.click()
    _taken(trip, "training_packet_make")


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
        trip.front().choose.setChecked(True)
        _taken(trip, f"training_import_{kind}_columns")


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


def _confirm(trip: Trip) -> None:
    """Work experience that waits for the preceptor."""
    for name in ("Holloway", "Garrison", "Bellamy"):
        tab = show(trip, name, "hours")
        if tab.confirm_button.isEnabled():
            _signature(trip, tab, CONFIRM, "confirm")
            return
    trip.photograph("training_confirm_nothing")


def _attest(trip: Trip) -> None:
    """The preceptor's attestation step by step, the director's, a withdrawal."""
    tab = show(trip, "Adair", "packet")
    trip.photograph("training_attest_page", may_scroll=True)
    tab.attest_button.click()
    trip.settle()
    trip.photograph("training_attest")
    trip.front().primary_button.click()
    trip.settle()
    _taken(trip, "training_attest_statement")
    tab.director_button.click()
    trip.settle()
    trip.photograph("training_attest_director")
    trip.front().primary_button.click()
    _taken(trip, "training_attest_director_refused")
    tab.concur_button.click()
    _taken(trip, "training_attest_concur")
    tab = show(trip, "Lockhart", "packet")
    tab.steps.withdraw(tab.page.state.given[0].statement)
    _taken(trip, "training_attest_withdraw")


def _rate(trip: Trip) -> None:
    """A case that the preceptor has not rated: the claim stays hidden."""
    services = trip.desktop.session.center.services
    trip.go("cases")
    log = trip.page.log.table.rows
    rows = [log.row_at(at).row for at in range(log.rowCount())]
    given = [row.case_id for row in rows if row.state == "given"]
    case_id = next(one for one in given if services.ratings.view(one).rating is None)
    trip.go("cases", case_id)
    trip.photograph("training_rate_before", may_scroll=True)
    trip.page.ratings.rate(trip.page._facts)
    trip.settle()
    trip.photograph("training_rate")
    trip.front().primary_button.click()
    _taken(trip, "training_rate_refused")


def _settle(trip: Trip) -> None:
    """The difference between claim and rating."""
    trip.go("cases", differing_case(trip))
    trip.page.ratings.resolve(trip.page._facts)
    _taken(trip, "training_settle")


def _rated(trip: Trip) -> None:
    """How far claims and ratings agree."""
    trip.go("cases")
    trip.page.ratings.show_agreement()
    _taken(trip, "training_agreement")


def _board(trip: Trip) -> None:
    """A slot chosen on the board; moved, handed on, lost."""
    trip.go("cases")
    page = trip.page
    page.switch.choose("board")
    trip.settle()
    page.board._go(page.board._day + timedelta(days=2))
    trip.settle()
    movable = [card for card in page.board.columns.cards() if card.slot.state != "done"]
    movable[0].setFocus()
    movable[0].chosen.emit(movable[0].slot)
    trip.settle()
    trip.photograph("training_board_chosen")
    for what in ("move", "assign", "lose"):
        page.board.act(what)
        _taken(trip, f"training_board_{what}")
    page.board._go(page.board._day + timedelta(days=70))
    trip.settle()
    trip.photograph("training_board_empty")
    page.switch.choose("log")
    trip.settle()


_CENTER = {
    "hosts": ("Edit…",),
    "programs": ("Edit…",),
    "courses": ("Edit…", "A day holds"),
    "supervisors": ("Add license…", "Edit…", "Edit the listing"),
}


def _center_dialogs(key: str, trip: Trip) -> None:
    """The dialogs of one subject of the center page."""
    _add_program(trip)
    for at, words in enumerate(_CENTER[key], start=1):
        with trip.stop(f"training_center_{key}_{at}"):
            trip.go("center", key)
            panel = getattr(trip.page.section(), "panel", None)
            if panel is not None:
                panel.table.selectRow(0)
                trip.settle()
            _either(trip.window, words).click()
            _taken(trip, f"training_center_{key}_{at}")


def _either(root, words: str):
    try:
        return button(root, words)
    except LookupError:
        return _begins_with(root, words)
