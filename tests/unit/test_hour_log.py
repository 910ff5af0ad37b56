"""The hour ledgers as people use them: entered, refused, divided, changed, voided, signed, and each step in the log."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, ReasonRequired
from au_desktop.domain.ids import HourEntryId, PaperId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statements import StatementKind
from au_desktop.domain.training.hour_rules.hour_count import HourReason
from au_desktop.domain.training.hour_rules.hour_overlap import HoursOverlap, HoursTwice
from au_desktop.domain.training.hours import HourEntry, Ledger
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.services.center.hour_settings import LIMIT, hours_a_day
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.services.standing.hour_log import HourLog, HoursAreVoid
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.signed_statements import RecordsChanged, Statements
from tests.builders import reference
from tests.fakes import fake_verify
from tests.hour_builders import A_DAY, an_entry, parts, timed, work
from tests.memory_services import MemoryServices

NEXT = A_DAY + timedelta(days=1)


class Ledgers:
    """One trainee's ledgers in a center in memory."""

    def __init__(self) -> None:
        self.center = MemoryServices()
        self.trainee_id = self.center.trainee()
        self.supervisor_id = self.center.supervisor()

    def log(self, role: Role = Role.COORDINATOR) -> HourLog:
        desk = self.center.memory.desk(role)
        statements = Statements(desk, self.center.keys, fake_verify)
        return HourLog(desk, statements, Standings(desk, statements))

    def given(self, entry: HourEntry) -> HourEntry:
        """The same entry for this trainee and this supervisor."""
        supervisor = self.supervisor_id if entry.ledger is Ledger.WORK else None
        return replace(entry, trainee_id=self.trainee_id, supervisor_id=supervisor)

    def add(self, entry: HourEntry) -> HourEntryId:
        return self.log().add(self.given(entry)).value

    def get(self, entry_id: HourEntryId) -> HourEntry:
        entry = self.log().entry(entry_id)
        assert entry in self.log().entries(self.trainee_id)
        return entry


@pytest.fixture
def ledgers() -> Ledgers:
    return Ledgers()


def test_hours_are_entered_numbered_logged_and_found(ledgers: Ledgers) -> None:
    outcome = ledgers.log().add(ledgers.given(an_entry(9, revision=4)))
    entry = ledgers.get(outcome.value)
    assert (entry.number, entry.code, entry.revision) == (1, "H-000001", 1)
    assert outcome.changes.touches(Kind.HOURS)
    logged = ledgers.center.log[-1]
    assert (logged.verb, logged.subject) == ("enter hours", "H-000001")
    (hit,) = ledgers.center.memory.desk().queries.find("provider example", 5)
    assert (hit.title, hit.detail) == ("H-000001", "2026-03-02 · Course 9 · Example 07, A.")


def test_what_was_entered_can_be_taken_back_at_once(ledgers: Ledgers) -> None:
    outcome = ledgers.log(Role.TRAINEE).add(ledgers.given(an_entry()))
    assert outcome.undo is not None
    assert outcome.undo.label == "H-000001 entered"
    outcome.undo.run()
    voided = ledgers.get(outcome.value).voided
    assert voided is not None
    assert voided.reason == "taken back at once"


def test_nobody_enters_hours_without_the_right_or_for_nobody(ledgers: Ledgers) -> None:
    with pytest.raises(NotAllowed):
        ledgers.log(Role.INSPECTOR).add(ledgers.given(an_entry()))
    with pytest.raises(NotFound):
        ledgers.log().add(replace(an_entry(), trainee_id=TraineeId(UUID(int=9))))
    with pytest.raises(NotFound):
        ledgers.add(an_entry(paper_id=PaperId(UUID(int=9))))


def test_an_hour_is_entered_once(ledgers: Ledgers) -> None:
    ledgers.add(an_entry(1, "8"))
    with pytest.raises(HoursOverlap) as refused:
        ledgers.add(work(2, "5"))
    assert refused.value.overlap.codes == ("H-000001",)
    assert refused.value.overlap.free == 4
    free = ledgers.log().fitted(ledgers.given(work(2, "5")))
    assert free is not None
    assert free.hours == 4
    ledgers.add(free)
    assert ledgers.log().fitted(ledgers.given(work(3, "5"))) is None
    with pytest.raises(HoursTwice):
        ledgers.add(replace(an_entry(1, "8"), ledger=Ledger.CONTINUING))
    assert len(ledgers.log().entries(ledgers.trainee_id)) == 2


def test_a_certificate_is_entered_once(ledgers: Ledgers) -> None:
    draft = PaperDraft(PaperOwner.TRAINEE, ledgers.trainee_id, "Certificate")
    paper = ledgers.center.work().papers.keep_bytes(draft, "c.pdf", b"bytes").value
    ledgers.add(an_entry(1, paper_id=paper))
    with pytest.raises(HoursTwice) as refused:
        ledgers.add(an_entry(2, first=NEXT, paper_id=paper))
    assert refused.value.code == "H-000001"


def test_a_change_is_logged_and_can_be_taken_back(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(an_entry())
    before = ledgers.get(entry_id)
    outcome = ledgers.log().change(replace(before, parts=parts(A="1", B="2")))
    assert ledgers.get(entry_id).hours == 3
    assert ledgers.get(entry_id).revision == 2
    assert ledgers.center.log[-1].verb == "change hours"
    assert outcome.undo is not None
    outcome.undo.run()
    assert ledgers.get(entry_id) == replace(before, revision=3)


def test_a_change_that_changes_nothing_is_not_logged(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(an_entry())
    count = len(ledgers.center.log)
    ledgers.log().change(ledgers.get(entry_id))
    assert len(ledgers.center.log) == count
    assert ledgers.get(entry_id).revision == 1


def test_notes_are_no_part_of_what_is_signed(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(an_entry())
    ledgers.log().verify_classroom((entry_id,), Role.COORDINATOR.value)
    ledgers.log().change(replace(ledgers.get(entry_id), notes="asked the provider"))
    assert ledgers.get(entry_id).revision == 1
    assert ledgers.log().standing(ledgers.trainee_id).classroom == 4


def test_a_change_may_not_take_hours_that_others_hold(ledgers: Ledgers) -> None:
    ledgers.add(an_entry(1, "8"))
    entry_id = ledgers.add(an_entry(2, first=NEXT))
    with pytest.raises(HoursOverlap):
        ledgers.log().change(
            replace(ledgers.get(entry_id), first=A_DAY, last=A_DAY, parts=parts(A="5"))
        )


def test_a_void_entry_stays_as_it_is(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(an_entry())
    with pytest.raises(ReasonRequired):
        ledgers.log().void(entry_id, " ")
    with pytest.raises(NotAllowed):
        ledgers.log(Role.TRAINEE).void(entry_id, "typed twice")
    ledgers.log().void(entry_id, " typed twice ")
    found = ledgers.get(entry_id)
    assert found.voided is not None
    assert found.voided.reason == "typed twice"
    with pytest.raises(HoursAreVoid) as refused:
        ledgers.log().change(replace(found, voided=None))
    assert refused.value.code == "H-000001"
    with pytest.raises(HoursAreVoid):
        ledgers.log().void(entry_id, "again")
    ledgers.add(an_entry(1, "12"))


def test_an_entry_is_divided_between_ledgers(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(an_entry(1, "8"))
    before = ledgers.get(entry_id)
    kept = replace(before, parts=parts(A="5"))
    outcome = ledgers.log().split(kept, work(2, "3", supervisor_id=ledgers.supervisor_id))
    assert ledgers.get(entry_id).hours == 5
    moved = ledgers.get(outcome.value)
    assert (moved.hours, moved.ledger, moved.code) == (3, Ledger.WORK, "H-000002")
    assert outcome.undo is not None
    outcome.undo.run()
    assert ledgers.get(entry_id).hours == 8
    assert ledgers.get(outcome.value).voided is not None


def test_dividing_makes_no_hours(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(an_entry(1, "8"))
    kept = replace(ledgers.get(entry_id), parts=parts(A="6"))
    with pytest.raises(Invalid, match="8 h to divide"):
        ledgers.log().split(kept, work(2, "3"))
    assert ledgers.get(entry_id).hours == 8


def test_a_coordinator_verifies_courses_in_one_batch(ledgers: Ledgers) -> None:
    keys = [ledgers.add(an_entry(1)), ledgers.add(an_entry(2, first=NEXT))]
    assert ledgers.log().standing(ledgers.trainee_id).classroom == 0
    outcome = ledgers.log().verify_classroom(keys, Role.COORDINATOR.value)
    assert outcome.changes.touches(Kind.HOURS, Kind.STATEMENT)
    standing = ledgers.log().standing(ledgers.trainee_id)
    assert (standing.classroom, standing.classroom_waiting) == (8, 0)
    with pytest.raises(NotAllowed):
        ledgers.log(Role.TRAINEE).verify_classroom(keys, Role.TRAINEE.value)


def test_a_preceptor_confirms_work(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(work(1))
    with pytest.raises(NotAllowed):
        ledgers.log().confirm_work((entry_id,), Role.COORDINATOR.value)
    ledgers.log(Role.PRECEPTOR).confirm_work((entry_id,), Role.PRECEPTOR.value)
    assert ledgers.log().standing(ledgers.trainee_id).work == 4


def test_a_signed_entry_changes_with_a_reason_and_waits_anew(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(an_entry(1, "8"))
    ledgers.log().verify_classroom((entry_id,), Role.COORDINATOR.value)
    changed = replace(ledgers.get(entry_id), parts=parts(B="8"))
    with pytest.raises(ReasonRequired):
        ledgers.log().change(changed)
    outcome = ledgers.log().change(changed, "wrong topic")
    (judged,) = ledgers.log().standing(ledgers.trainee_id).judged
    assert [note.code for note in judged.reasons] == [HourReason.CHANGED_SINCE]
    assert outcome.undo is not None
    outcome.undo.run()
    kept = replace(ledgers.get(entry_id), parts=parts(A="5"))
    moved = work(2, "3", supervisor_id=ledgers.supervisor_id)
    undo = ledgers.log().split(kept, moved, "three hours were rounds").undo
    assert undo is not None
    undo.run()
    assert ledgers.get(entry_id).hours == 8


@pytest.mark.parametrize(
    ("kind", "entry", "why"),
    [
        (StatementKind.CLASSROOM_VERIFIED, work(1), "H-000001 is work experience"),
        (StatementKind.WORK_CONFIRMED, an_entry(1), "is classroom and laboratory"),
        (StatementKind.CLASSROOM_VERIFIED, an_entry(1, first=date(2027, 1, 1)), "still to come"),
    ],
)
def test_what_does_not_fit_is_not_signed(
    ledgers: Ledgers, kind: StatementKind, entry: HourEntry, why: str
) -> None:
    entry_id = ledgers.add(entry)
    with pytest.raises(Invalid, match=why):
        ledgers.log().draft(kind, (entry_id,))


def test_only_hours_of_one_trainee_are_signed_together(ledgers: Ledgers) -> None:
    other = replace(an_entry(2), trainee_id=ledgers.center.trainee())
    keys = (ledgers.add(an_entry(1)), ledgers.log().add(other).value)
    with pytest.raises(Invalid, match="several trainees"):
        ledgers.log().draft(StatementKind.CLASSROOM_VERIFIED, keys)
    with pytest.raises(Invalid, match="not chosen"):
        ledgers.log().draft(StatementKind.CLASSROOM_VERIFIED, ())


def test_what_changed_after_it_was_shown_is_not_signed(ledgers: Ledgers) -> None:
    entry_id = ledgers.add(an_entry())
    draft = ledgers.log().draft(StatementKind.CLASSROOM_VERIFIED, (entry_id,))
    assert draft.facts["hours"] == "4"
    ledgers.log().change(replace(ledgers.get(entry_id), place="Elsewhere"))
    with pytest.raises(RecordsChanged):
        ledgers.center.work().statements.sign(draft, Role.COORDINATOR.value)


def test_an_import_is_all_or_nothing_and_taken_back_as_one(ledgers: Ledgers) -> None:
    def mark(change: Change) -> None:
        change.uow.facts.put("mapping", "kept")

    first, second = ledgers.given(an_entry(1, "8")), ledgers.given(an_entry(2, "8"))
    with pytest.raises(HoursOverlap):
        ledgers.log().import_all((first, second), "imported from hours.xlsx", mark)
    assert ledgers.log().entries(ledgers.trainee_id) == ()
    later = replace(second, first=NEXT, last=NEXT)
    outcome = ledgers.log().import_all((first, later), "imported from hours.xlsx", mark)
    assert ledgers.center.log[-1].reason == "imported from hours.xlsx"
    assert len(outcome.value) == 2
    assert outcome.undo is not None
    assert outcome.undo.label == "2 entries of hours imported"
    outcome.undo.run()
    assert all(entry.voided for entry in ledgers.log().entries(ledgers.trainee_id))
    one = ledgers.log().import_all((first,), "imported from hours.xlsx", mark)
    assert one.undo is not None
    assert one.undo.label == "1 entry of hours imported"


def test_the_center_sets_how_many_hours_a_day_holds(ledgers: Ledgers) -> None:
    assert ledgers.log().hours_a_day() == reference().limit(LIMIT).amount == 12
    outcome = ledgers.log().set_hours_a_day(Decimal("8.0"))
    assert ledgers.log().hours_a_day() == 8
    with pytest.raises(HoursOverlap):
        ledgers.add(an_entry(1, "9"))
    assert outcome.undo is not None
    outcome.undo.run()
    ledgers.add(an_entry(1, "9"))
    ledgers.add(timed(2, "08:00", "11:00"))
    for hours in ("0", "25"):
        with pytest.raises(Invalid):
            ledgers.log().set_hours_a_day(Decimal(hours))
    with pytest.raises(NotAllowed):
        ledgers.log(Role.TRAINEE).set_hours_a_day(Decimal(9))


def test_without_any_setting_a_day_is_as_long_as_it_is(ledgers: Ledgers) -> None:
    bare = replace(reference(), limits={})
    with ledgers.center.memory.center.unit_of_work() as uow:
        assert hours_a_day(uow, bare) == 24
