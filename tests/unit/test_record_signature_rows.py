"""The sheet Signatures for safety records: each with its standing, and nothing of what is kept out of general view."""

from datetime import date

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.doses import DoseEntry
from au_desktop.domain.safety.packages import Package
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.safety.dose_records import DoseRecords
from au_desktop.services.workbook.safety.record_signature_rows import record_signature_rows
from au_desktop.services.workbook.sheet_rows import Days
from tests.fakes import fake_verify
from tests.unit.test_record_signing import Desk

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))


class Source:
    """As much of a sheet source as signatures need, out of a center in memory."""

    def __init__(self, desk):
        self._safety = desk.memory.center.unit_of_work().safety

    def safety(self, kind, days):
        return self._safety.between(kind, days.first, days.last)

    def safety_signatures(self, key):
        return self._safety.signatures(key)

    def safety_amended(self, key):
        return self._safety.amendment_of(key) is not None


def rows(desk):
    people = {one.id: one for one in desk.memory.center.unit_of_work().people.all()}
    return list(record_signature_rows(Source(desk), NOVEMBER, people, fake_verify))


def test_each_signature_is_a_row_with_its_standing():
    desk = Desk()
    package, void = desk.package(), desk.package()
    desk.sign(package, void)
    desk.book().void(Package, void.id, "twice")
    found = rows(desk)
    assert [(one.checklist, one.validity) for one in found] == [
        ("PK-0001", "valid"),
        ("PK-0002", "the record is void"),
    ]
    assert found[0].template == "package, revision 1"
    assert (found[0].role, found[0].meaning) == ("rso", "reviewed")


def test_signatures_on_doses_stay_out_of_the_workbook():
    desk = Desk()
    records = DoseRecords(desk.memory.desk(Role.RSO))
    entry = DoseEntry(
        **records.head(desk.memory.clock.now()),
        person=PersonRef("A locum"),
        first=date(2026, 1, 1),
        last=date(2026, 3, 31),
        source="report",
    )
    desk.sign(records.enter(entry).value)
    assert rows(desk) == []
