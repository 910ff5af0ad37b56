"""What is altered in a safety record, or taken out of the file, is found by holding it against the log."""

from dataclasses import replace

import pytest

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.training.cases import Voided
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Subject
from au_desktop.services.keeping.revision_check import RevisionTally
from tests.package_examples import after
from tests.safety_examples import Diary, DiaryPage, LivingPage, SecretPage, a_page


class Kept(Diary):
    """A page that was voided, one that went on, a hidden one that was amended, and something that is no record."""

    def __init__(self):
        super().__init__()
        self.plain = self.enter(a_page(title="Bench"))
        self.living = self.enter(a_page(kind=LivingPage, title="Spill"))
        self.step(self.living, lambda page: replace(page, done=True))
        self.secret = self.enter(a_page(kind=SecretPage, title="Hers"))
        self.amended = self.amend(self.secret, replace(self.secret, title="His"), "typing")
        self.book().void(DiaryPage, self.plain.id, "wrong day")
        self.book().void(SecretPage, self.amended.id, "not so")
        desk = self.memory.desk(Role.RSO)
        with desk.change(Permission.KEEP_SAFETY) as change:
            container = Subject(Kind.SAFETY, self.living.id, "EV-0001")
            change.record("print tag", container, None, {"file": "tag.pdf"})
            change.record("set limit", Subject(Kind.SAFETY, None, "limit"), None, {"value": "1"})

    @property
    def rows(self):
        return self.memory.center.state.safety.revisions

    @property
    def voids(self):
        return self.memory.center.state.safety.voids

    def faults(self):
        tally = RevisionTally()
        with self.memory.center.unit_of_work() as uow:
            assert len(list(tally.noting(uow.log.entries()))) == len(self.memory.center.state.log)
            return list(tally.faults(uow))

    def alter(self, page, at=-1, **changes):
        written, record = self.rows[page.id][at]
        self.rows[page.id][at] = (written, replace(record, **changes))


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_what_nobody_altered_is_sound(kept):
    assert kept.faults() == []


@pytest.mark.parametrize("at", [0, 1])
def test_an_altered_revision_is_found(kept, at):
    kept.alter(kept.living, at, title="Nothing at all")
    assert kept.faults() == ["EV-0001: a revision is not what the log tells of it"]


def test_a_fact_that_was_put_back_is_found(kept):
    kept.alter(kept.living, 1, done=False)
    assert kept.faults() == ["EV-0001: a revision is not what the log tells of it"]


def test_what_is_hidden_is_held_against_its_hash(kept):
    kept.alter(kept.secret, title="Somebody else's")
    assert kept.faults() == ["PD-0001: a revision is not what the log tells of it"]


def test_a_revision_that_is_gone_or_put_in_is_found(kept):
    rows = kept.rows[kept.living.id]
    last = rows.pop()
    assert kept.faults() == ["EV-0001: the log tells of 2 revisions, not of 1"]
    rows.extend((last, last))
    assert kept.faults() == ["EV-0001: the log tells of 2 revisions, not of 3"]


def test_another_time_of_writing_is_found(kept):
    """What was known at a moment rests on it."""
    rows = kept.rows[kept.plain.id]
    rows[0] = (after(hours=-9), rows[0][1])
    assert kept.faults() == ["SV-0001: a revision is not what the log tells of it"]


def test_a_record_that_is_gone_is_found(kept):
    del kept.rows[kept.plain.id]
    assert kept.faults() == ["SV-0001: gone, though the log tells of it"]


@pytest.mark.parametrize("reason", ["", "another reason"])
def test_a_void_that_is_gone_or_reads_otherwise_is_found(kept, reason):
    said = kept.voids.pop(kept.plain.id)
    if reason:
        kept.voids[kept.plain.id] = replace(said, reason=reason)
    assert kept.faults() == ["SV-0001: the log tells otherwise whether it is void"]


def test_a_void_that_was_put_in_is_found(kept):
    kept.voids[kept.living.id] = Voided("wrong", Moment(after().utc))
    assert kept.faults() == ["EV-0001: the log tells otherwise whether it is void"]


def test_the_reason_of_a_hidden_void_stands_with_the_record(kept):
    said = kept.voids[kept.amended.id]
    kept.voids[kept.amended.id] = replace(said, at=after(hours=-9))
    assert kept.faults() == ["PD-0002: the log tells otherwise whether it is void"]


def test_a_fact_that_a_newer_program_keeps_besides_is_no_alteration(kept):
    """Revisions that were written before know nothing of it; what is logged between names only what changed."""
    state = kept.memory.center.state
    entry = next(one for one in state.log if one.verb == "write on")
    older = next(one for one in state.log if one.subject_id == kept.living.id)
    fields = {name: value for name, value in older.fields.items() if name != "bad"}
    state.log[state.log.index(older)] = replace(older, fields=fields)
    assert "bad" not in entry.fields
    tally = RevisionTally()
    with kept.memory.center.unit_of_work() as uow:
        list(tally.noting(uow.log.entries()))
        before = uow.safety.kept

        def shortened(one):
            if one.id != kept.living.id:
                return one
            at, first = one.revisions[0]
            known = {name: value for name, value in first.items() if name != "bad"}
            return replace(one, revisions=((at, known), *one.revisions[1:]))

        uow.safety.kept = lambda: map(shortened, before())
        assert list(tally.faults(uow)) == []


def test_a_row_that_is_not_its_last_revision_is_told(kept):
    tally = RevisionTally()
    with kept.memory.center.unit_of_work() as uow:
        list(tally.noting(uow.log.entries()))
        before = uow.safety.kept
        uow.safety.kept = lambda: (replace(one, fits=one.id != kept.plain.id) for one in before())
        assert list(tally.faults(uow)) == ["SV-0001: what lists show is not its last revision"]
