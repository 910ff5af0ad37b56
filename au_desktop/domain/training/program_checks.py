"""What a training program asks of a trainee, held against what is on record."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from au_desktop.domain.training.onboarding import ProgramProfile
from au_desktop.domain.training.trainees import Period, Trainee


class Asked(StrEnum):
    """What is asked for."""

    DAYS = "days"
    CASES = "cases"
    MEMBERSHIP = "membership"
    CLASSROOM = "classroom training first"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class ProgramCheck:
    """One thing asked for: how much, how much is there, and whether that is enough; None where nobody can say yet."""

    asked: Asked
    wanted: str
    found: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is held against a program: the days of visits, cases that were given, and titles of papers in use."""

    visits: tuple[Period, ...] = ()
    cases: int = 0
    papers: Collection[str] = ()


def program_checks(
    program: ProgramProfile, trainee: Trainee, record: OnRecord, today: date
) -> tuple[ProgramCheck, ...]:
    """One check for each thing that the program asks; none for what it does not say."""
    return (
        *_amounts(program, record),
        *_intake(program, trainee, today),
        *_documents(program, record),
    )


def _amounts(program: ProgramProfile, record: OnRecord) -> Iterator[ProgramCheck]:
    if program.days is not None:
        days = sum(_length(visit) for visit in record.visits)
        yield ProgramCheck(Asked.DAYS, str(program.days), str(days), days >= program.days)
    if program.cases is not None:
        met = record.cases >= program.cases
        yield ProgramCheck(Asked.CASES, str(program.cases), str(record.cases), met)


def _length(visit: Period) -> int:
    """Days of a visit; of one without an end, only the first is known."""
    return ((visit.last or visit.first) - visit.first).days + 1


def _intake(program: ProgramProfile, trainee: Trainee, today: date) -> Iterator[ProgramCheck]:
    if program.membership_asked:
        until = trainee.membership.valid_until
        met = trainee.eligibility.membership_seen
        if until is not None and until < today:
            met = False
        yield ProgramCheck(Asked.MEMBERSHIP, "", trainee.membership.number, met)
    if program.classroom_first:
        yield ProgramCheck(Asked.CLASSROOM, "", "", trainee.eligibility.classroom_complete)


def _documents(program: ProgramProfile, record: OnRecord) -> Iterator[ProgramCheck]:
    """A document is there where a paper in use has its title."""
    kept = {title.strip().casefold() for title in record.papers}
    for title in program.documents:
        yield ProgramCheck(Asked.DOCUMENT, title, "", title.strip().casefold() in kept)
