"""Pathways: which section and which way into it apply to a trainee, why, and what that way asks for."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.profiles import TrainingRoute


class Entrance(StrEnum):
    """The way into a section."""

    BOARD = "board certification"
    TRAINING = "training and experience"
    NAMED = "already named as authorized user"
    GRANDFATHERED = "named on or before the date of 35.57"


class PathFact(StrEnum):
    """Why a way applies or does not; the words are for whoever shows it."""

    BOARD_RECOGNIZED = "board recognized on the day of the certificate"
    BOARD_NOT_RECOGNIZED = "certificate issued after the board's recognition ended"
    BOARD_UNKNOWN = "board not in the profile's list"
    BOARD_DATE_MISSING = "date of the certificate missing"
    BOARD_STILL_NEEDS_CASES = "cases are needed besides the certificate"
    BOARD_NEEDS_EVERYTHING = (
        "hours, work, cases and an attestation are needed besides the certificate"
    )
    NAMED_FOR_SECTION = "already named under the section"
    NAMED_ADDS_CATEGORY = "already named; adds a category"
    NAMED_ENTERS_PARENTERAL = "named under 35.490 or 35.690"
    GRANDFATHERED_SAME_USES = "named for the same uses on or before the date"
    NOTHING_SHOWN = "neither certificate nor license on record"
    ATTESTATION_NEEDED = "written attestation needed"
    ATTESTATION_NOT_NEEDED = "no attestation needed"
    WAITS_FOR_AMENDMENT = "may not act as AU until the license lists the physician"
    NOTICE_WITHIN_DAYS = "the licensee gives notice after the start"
    ASK_REGULATOR = "sources differ; record the regulator's answer"


@dataclass(frozen=True, slots=True)
class PathReason:
    """One fact with the words that a sentence needs."""

    fact: PathFact
    detail: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One section with one way into it, as it stands for one trainee."""

    route: TrainingRoute
    entrance: Entrance
    open: bool
    needs_hours: bool
    needs_work: bool
    needs_cases: bool
    needs_attestation: bool
    waits_for_amendment: bool
    reasons: tuple[PathReason, ...] = ()


@dataclass(frozen=True, slots=True)
class PathwayAdvice:
    """Every section that could cover what is requested; `chosen` is the one the trainee follows, None while undecided.

    `confirmed` says whether a regulator's answer is on record.
    """

    paths: tuple[Path, ...]
    chosen: Path | None
    confirmed: bool
