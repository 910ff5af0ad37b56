"""Hour entries and profiles for tests: say only what the test is about."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import HourEntryId, SupervisorId, TraineeId
from au_desktop.domain.reference.profiles import JurisdictionProfile, TrainingTopic
from au_desktop.domain.training.counting.gate import Confirmation
from au_desktop.domain.training.hour_rules.hour_count import HourEvidence
from au_desktop.domain.training.hours import Course, HourEntry, HourPart, Ledger
from tests.builders import NOBODY, a_supervisor, reference

TODAY = date(2026, 11, 22)
A_DAY = date(2026, 3, 2)
NEXT_DAY = date(2026, 3, 3)


def parts(**hours: str) -> tuple[HourPart, ...]:
    """Hours by code; `other` is no topic at all."""
    return tuple(
        HourPart("" if code == "other" else code, Decimal(amount))
        for code, amount in hours.items()
    )


def an_entry(number: int = 1, hours: str = "4", **changes: Any) -> HourEntry:
    """A classroom entry on one day, for 35.396."""
    if "first" in changes:
        changes = {"last": changes["first"], **changes}
    entry = HourEntry(
        id=HourEntryId(UUID(int=7000 + number)),
        number=number,
        trainee_id=TraineeId(NOBODY),
        ledger=Ledger.CLASSROOM,
        parts=parts(A=hours),
        first=A_DAY,
        last=A_DAY,
        course=Course("Example provider", f"Course {number}", ("35.396",)),
    )
    return replace(entry, **changes)


def work(number: int = 1, hours: str = "4", **changes: Any) -> HourEntry:
    """An entry of work experience on one day."""
    given: dict[str, Any] = {
        "ledger": Ledger.WORK,
        "course": Course(),
        "place": "Lakeside RPT Center",
        "license_number": "45-00000-01",
        "supervisor_id": SupervisorId(NOBODY),
    }
    return an_entry(number, hours, **(given | changes))


def timed(number: int, starts: str, ends: str, hours: str = "", **changes: Any) -> HourEntry:
    """An entry with clock times, all of which it claims unless said otherwise."""
    begins, finishes = time.fromisoformat(starts), time.fromisoformat(ends)
    minutes = (finishes.hour - begins.hour) * 60 + finishes.minute - begins.minute
    claimed = hours or str(Decimal(minutes) / 60)
    return an_entry(number, claimed, starts=begins, ends=finishes, **changes)


def a_profile(**changes: Any) -> JurisdictionProfile:
    """The NRC profile with five topics and five elements and the seven years, whatever the file says."""
    basis = reference().profile("nrc-2019").basis
    five = tuple(TrainingTopic(code, f"Title {code}", f"Text {code}", basis) for code in "ABCDE")
    given = {"topics": five, "elements": five, "recent_years": 7} | changes
    return replace(reference().profile("nrc-2019"), **given)


def evidence(*entries: HourEntry, **changes: Any) -> HourEvidence:
    """Evidence under which the given entries are signed on the day that each ended."""
    profile = a_profile()
    given = HourEvidence(
        today=TODAY,
        applying_on=None,
        profile=profile,
        route=profile.route("35.396"),
        confirmations={entry.id: (Confirmation(entry.last, entry.revision),) for entry in entries},
        supervisors={SupervisorId(NOBODY): a_supervisor()},
    )
    return replace(given, **changes)
