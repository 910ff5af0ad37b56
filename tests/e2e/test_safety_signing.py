"""The RSO signs safety records in one batch; a dosage goes on to its residual; a row altered with the key in hand is found."""

from PySide6.QtWidgets import QLineEdit, QTabBar
from sqlalchemy import text

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.dosages import Dosage

CODE = "DS-0012"
ALTERED = """UPDATE safety_records SET content = CAST(REPLACE(CAST(content AS TEXT), 'LR-7112', 'LR-7113') AS BLOB)
WHERE id = :id"""


def test_a_batch_is_signed_goes_on_and_an_altered_row_is_found(day):
    day.desk.take_over(Role.RSO)
    signed = sign_dosages(day)
    assert CODE in signed, signed
    day.open_tab("safety", "Dosages")
    day.choose("dosage list", CODE)
    day.station.press("Read the residual…")
    day.station.type_into("Vial", "2 mCi")
    before = dosage(day).revision
    day.accept()
    assert dosage(day).revision == before + 1
    assert check_file(day).sound
    alter(day)
    report = check_file(day)
    assert not report.sound


def sign_dosages(day):
    """What fits the search is shown in full and signed with one passphrase, after one question about it."""
    day.station.go_to("signing")
    show_records(day)
    day.station.type_into("Find a record", "DS-001")
    day.station.wait(lambda: {one.code[:6] for one in listed(day)} == {"DS-001"})
    codes = {one.code: one.label for one in listed(day)}
    day.station.press("Sign those listed…")
    shown = [one for one in day.station.window.findChildren(QLineEdit) if one.isVisible()]
    names = [one.accessibleName() for one in shown]
    for asked in [name for name in names if name.startswith("Heading of ")]:
        day.station.type_into(asked, codes[asked.removeprefix("Heading of ")])
    day.desk.sign()
    return set(codes)


def show_records(day):
    bar = next(one for one in day.page.findChildren(QTabBar) if one.isVisible())
    titles = [bar.tabText(at) for at in range(bar.count())]
    bar.setCurrentIndex(titles.index("Safety records"))
    day.station.settle()


def listed(day):
    model = day.desk.table("Safety records to sign").model()
    return [model.row_at(at) for at in range(model.rowCount())]


def dosage(day):
    with day.services.desk.reading() as uow:
        return next(one for one in uow.safety.all(Dosage) if one.code == CODE)


def check_file(day):
    return day.services.integrity.check()


def alter(day):
    """What someone can do who has the key and another tool: no trigger stands in the way."""
    wanted = dosage(day).id.bytes
    with day.services.desk.unit_of_work() as uow:
        at = uow._connection
        names = at.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
        for (name,) in names:
            at.execute(text(f"DROP TRIGGER {name}"))
        at.execute(text(ALTERED), {"id": wanted})
        uow.commit()
