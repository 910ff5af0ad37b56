"""A safety record on paper: what stands on it, and that its leaving is noted, or nothing leaves."""

from dataclasses import replace

import pytest

from au_desktop.domain.errors import DiskProblem, NotAllowed, ReadOnlyCenter
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.packages import Package
from au_desktop.domain.safety.record_signatures import RecordMeaning
from au_desktop.domain.safety.safety_records import (
    MeterRef,
    RecordKind,
    RecordMoved,
    RecordSigned,
    RecordVoid,
    SafetyRecord,
)
from au_desktop.services.leaving.safety_prints import SafetyPrints
from au_desktop.services.refusals import safety_sentences
from au_desktop.services.safety.record_signing import (
    RecordSigning,
    ShownRecord,
    SignedAlready,
)
from au_desktop.services.sentences import sentence_for
from tests.builders import NOBODY, an_instrument
from tests.fakes import FakeKeyRing, fake_verify
from tests.package_examples import a_monitored, a_wipe
from tests.safety_examples import Diary, a_page


class Paper:
    """Keeps what is drawn."""

    def __init__(self):
        self.drawn = []

    def write_record(self, target, record):
        self.drawn.append(record)
        target.write_bytes(b"drawn")
        return "ab" * 32


class Office(Diary):
    def __init__(self):
        super().__init__()
        self.paper, self.keys = Paper(), FakeKeyRing()
        for role, person in self.memory.people.items():
            self.keys.passphrases[person.id] = role.value

    def prints(self, role=Role.RSO, read_only=""):
        desk = self.memory.desk(role, read_only)
        signing = RecordSigning(desk, self.keys, fake_verify)
        return SafetyPrints(desk, signing, self.paper, lambda key: key.hex()[:8])

    def print(self, package, target, **how):
        return self.prints(**how).print_record(RecordKind.PACKAGE, package.id, target)


@pytest.fixture
def office():
    return Office()


def test_every_fact_stands_on_the_page(office, tmp_path):
    package = office.enter(a_monitored(wipes=(a_wipe(), a_wipe("50"))))
    row = office.print(package, tmp_path / "PK.pdf").value
    (drawn,) = office.paper.drawn
    assert (drawn.code, drawn.mark, row.period) == ("PK-0001", "Not signed", "PK-0001, Not signed")
    assert drawn.sections[0].title == "Facts"
    titles = [section.title for section in drawn.sections]
    assert "Wipes" in titles
    wipes = next(section for section in drawn.sections if section.title == "Wipes")
    assert (wipes.items[0].title, len(wipes.items)) == ("1", 2)
    assert "Gross: 60 cpm" in wipes.items[0].answer
    hours = next(section for section in drawn.sections if section.title == "Limits")
    assert len(hours.items) > 1
    assert drawn.center == "Lakeside RPT Center, license 45-00000-01"
    assert drawn.content(NOBODY) == b""
    assert office.memory.center.state.exports[-1].file_name == "PK.pdf"
    assert office.memory.center.state.log[-1].verb == "export"


def test_signatures_stand_with_what_they_are_worth(office, tmp_path):
    package = office.enter(a_monitored())
    desk = office.memory.desk(Role.RSO)
    signing = RecordSigning(desk, office.keys, fake_verify)
    shown = ShownRecord(package.KIND, package.id, package.revision)
    signing.sign((shown,), RecordMeaning.REVIEWED, "rso")
    office.print(package, tmp_path / "PK.pdf")
    (signature,) = office.paper.drawn[0].signatures
    assert signature.head.startswith("Reviewed: ")
    assert signature.sound
    assert office.paper.drawn[0].mark == ""
    person = office.memory.people[Role.RSO]
    with office.memory.center.unit_of_work() as uow:
        uow.people.replace(replace(person, public_keys=()))
        uow.commit()
    office.print(package, tmp_path / "PK.pdf")
    assert not office.paper.drawn[1].signatures[0].sound
    assert office.paper.drawn[1].mark == "Not signed"


def test_what_is_out_of_use_says_so_across_the_page(office, tmp_path):
    package, amended = office.enter(a_monitored()), office.enter(a_monitored())
    office.book().void(Package, package.id, "twice")
    office.amend(amended, amended, "typing")
    for one in (package, amended):
        office.print(one, tmp_path / "PK.pdf")
    marks = [drawn.mark for drawn in office.paper.drawn]
    assert marks == ["VOID", "Amended by a later record"]


def test_nothing_leaves_that_the_log_does_not_know_of(office, tmp_path):
    package, target = office.enter(a_monitored()), tmp_path / "PK.pdf"
    whole, calls = office.memory.center.unit_of_work, iter(range(100))

    def unit_of_work():
        if next(calls) >= 3:
            raise DiskProblem("disk", "full")
        return whole()

    desk = replace(office.memory.desk(Role.RSO), unit_of_work=unit_of_work)
    signing = RecordSigning(desk, office.keys, fake_verify)
    prints = SafetyPrints(desk, signing, office.paper, lambda key: key.hex())
    with pytest.raises(DiskProblem):
        prints.print_record(RecordKind.PACKAGE, package.id, target)
    assert office.paper.drawn
    assert not target.exists()


def test_only_who_may_export_prints(office, tmp_path):
    package = office.enter(a_monitored())
    with pytest.raises(NotAllowed):
        office.print(package, tmp_path / "PK.pdf", role=Role.STAFF)
    with pytest.raises(ReadOnlyCenter):
        office.print(package, tmp_path / "PK.pdf", read_only="another has it open")


@pytest.mark.parametrize("error", [RecordSigned, RecordVoid, RecordMoved, SignedAlready])
def test_each_refusal_names_the_record(error):
    safety_sentences.register()
    assert "PK-0007" in sentence_for(error("PK-0007")).title


def test_a_kind_tells_its_own_summary():
    with pytest.raises(NotImplementedError):
        SafetyRecord.summary.fget(a_page())


def test_an_instrument_is_named_as_it_was_on_the_day():
    instrument = an_instrument()
    meter = MeterRef.of(instrument)
    assert (meter.id, meter.name, meter.serial) == (
        instrument.id,
        instrument.name,
        instrument.serial,
    )
    assert meter.calibration_due == instrument.calibration_due


def test_a_record_is_found_by_its_code(office):
    package = office.enter(a_monitored())
    prints = office.prints()
    assert prints.find(" pk-0001 ") == (RecordKind.PACKAGE, package.id)
    for code in ("PK-0002", "XX-0001", "PK-one", "PK"):
        assert prints.find(code) is None
