"""Drafts of reports on paper: what they say of themselves, that each leaves a trace, and nothing where it fails."""

from pathlib import Path

import pytest

from au_desktop.domain.errors import NotAllowed, ReadOnlyCenter
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.events import EventKind
from au_desktop.services.safety.event_drafts import (
    TO_BE_WRITTEN,
    EventDrafts,
    PrintedDraft,
    draft_text,
)
from au_desktop.services.safety.event_log import ClockAnswer, EventLog, NewEvent
from tests.builders import MemoryDesk


class TextWriter:
    """Writes the text of a draft, or something that the log then refuses."""

    def write_draft(self, target: Path, draft: PrintedDraft) -> str:
        target.write_text(draft_text(draft), encoding="utf-8")
        return "00" * 32


@pytest.fixture
def memory() -> MemoryDesk:
    return MemoryDesk()


def drafts(memory: MemoryDesk, role: Role = Role.RSO, read_only: str = "") -> EventDrafts:
    desk = memory.desk(role, read_only)
    return EventDrafts(desk, EventLog(desk), TextWriter())


def begun(memory: MemoryDesk, **facts: object) -> SafetyId:
    log = EventLog(memory.desk(Role.RSO))
    now = memory.clock.now()
    return log.start(NewEvent(EventKind.MEDICAL, now, now), facts).value.id


def test_a_draft_says_that_it_is_one_and_what_is_missing(memory: MemoryDesk) -> None:
    draft = drafts(memory).draft(begun(memory, physician="Dr. Adams"))
    assert draft.note == "Draft; not sent. 5 lines are still to be written."
    assert draft.center == "Lakeside RPT Center, license 45-00000-01"
    text = draft_text(draft)
    assert text.count(TO_BE_WRITTEN) == 5
    assert "Prescribing physician [35.3045(d)(1)(ii)]\nDr. Adams" in text
    assert "As asked by 10 CFR 35.3045(d)." in text


def test_a_draft_without_blanks_and_without_a_rule(memory: MemoryDesk) -> None:
    log = EventLog(memory.desk(Role.RSO))
    now = memory.clock.now()
    words = dict.fromkeys(("story", "cause", "effect", "prevention"), "said")
    event = log.start(NewEvent(EventKind.EXTRAVASATION, now, now), words).value
    draft = drafts(memory).draft(event.id)
    assert draft.note == "Draft; not sent. 1 line is still to be written."
    assert "As asked" not in draft_text(draft)
    package = log.start(NewEvent(EventKind.PACKAGE, now, now), words).value
    log.answer_clock(package.id, "package-carrier", ClockAnswer(now, "Carrier"))
    assert drafts(memory).draft(package.id).note.endswith("Nothing is left blank.")


def test_a_saved_draft_leaves_a_trace(memory: MemoryDesk, tmp_path: Path) -> None:
    row = drafts(memory).save(begun(memory), tmp_path / "draft.pdf").value
    assert (row.what, row.period) == ("event report draft", "EV-0001, draft; not sent")
    assert (tmp_path / "draft.pdf").exists()


def test_nothing_stays_that_the_log_does_not_know_of(memory: MemoryDesk, tmp_path: Path) -> None:
    key = begun(memory)
    target = tmp_path / "draft.pdf"
    with pytest.raises(NotAllowed):
        drafts(memory, Role.STAFF).save(key, target)
    reading = drafts(memory, read_only="a copy")
    with pytest.raises(ReadOnlyCenter, match="a copy"):
        reading.save(key, target)
    assert not target.exists()
