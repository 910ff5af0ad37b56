"""Tests of half-typed text: its author gets it back, nobody else, and it is no record."""

from au_desktop.domain.roles import Role
from au_desktop.services.center.drafts import Draft
from tests.memory_services import MemoryServices

DRAFT = Draft("bedside/1/remarks", {"remarks": "the patient sa", "note": ""}, "remarks", 14)


def test_a_draft_comes_back_to_its_author_only() -> None:
    center = MemoryServices()
    drafts = center.work(Role.PRECEPTOR).drafts
    assert drafts.recall(DRAFT.place) is None
    drafts.keep(DRAFT)
    assert drafts.recall(DRAFT.place) == DRAFT
    assert center.work(Role.RSO).drafts.recall(DRAFT.place) is None
    assert center.log == []


def test_the_last_one_kept_is_the_one_that_comes_back() -> None:
    drafts = MemoryServices().work().drafts
    drafts.keep(DRAFT)
    later = Draft(DRAFT.place, {"remarks": "the patient said"}, "remarks", 16)
    drafts.keep(later)
    assert drafts.recall(DRAFT.place) == later
    drafts.forget(DRAFT.place)
    assert drafts.recall(DRAFT.place) is None
    drafts.forget(DRAFT.place)


def test_a_center_open_for_reading_keeps_what_was_there() -> None:
    center = MemoryServices()
    center.work().drafts.keep(DRAFT)
    before = center.memory.center.state
    reading = center.work(read_only="restored").drafts
    reading.keep(Draft(DRAFT.place, {"remarks": "other"}))
    reading.forget(DRAFT.place)
    assert reading.recall(DRAFT.place) == DRAFT
    assert center.memory.center.state is before
