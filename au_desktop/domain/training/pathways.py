"""Pathways: which section and which way into it apply to a trainee, why, and what that way asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.profiles import RouteEntrance, TrainingRoute


class Entrance(StrEnum):
    """The way into a section."""

    BOARD = "board certification"
    TRAINING = "training and experience"
    NAMED = "already named as authorized user"
    GRANDFATHERED = "named on or before the date of 35.57"


class PathFact(StrEnum):
    """Why a way applies or does not; the words are for whoever shows it."""

    BOARD_RECOGNIZED = "board recognized on the day of the certificate"
    BOARD_NOT_RECOGNIZED = "certificate issued outside the days of the board's recognition"
    BOARD_OTHER_SECTIONS = "board recognized, but not under the sections of this way"
    BOARD_UNKNOWN = "board not in the profile's list"
    BOARD_DATE_MISSING = "date of the certificate missing"
    CERTIFICATE_AHEAD = "certificate dated in the future"
    BOARD_STILL_NEEDS_CASES = "cases are needed besides the certificate"
    BOARD_NEEDS_EVERYTHING = (
        "hours, work, cases and an attestation are needed besides the certificate"
    )
    NAMED_FOR_SECTION = "already named under the section"
    NAMED_ADDS_CATEGORY = "already named; adds a category"
    NAMED_ENTERS_SECTION = "named under another section that opens this one"
    NAMED_FOR_OTHER_CATEGORY = "named, but not for what is requested"
    LICENSE_AHEAD = "named from a day in the future"
    GRANDFATHERED_SAME_USES = "named for the same uses on or before the date"
    NAMED_AFTER_DATE = "named after the date"
    NAMED_DATE_MISSING = "day of first being named missing"
    NOTHING_SHOWN = "neither certificate nor license on record"
    OPEN_TO_EVERY_PHYSICIAN = "open to every physician"
    COVERS_PART = "covers only part of what is requested"
    ATTESTATION_NEEDED = "written attestation needed"
    ATTESTATION_NOT_NEEDED = "no attestation needed"
    WAITS_FOR_AMENDMENT = "may not act as AU until the license lists the physician"
    NOTICE_WITHIN_DAYS = "the licensee gives notice after the start"
    BROAD_SCOPE = "neither amendment nor notice under a broad scope license"
    ASK_REGULATOR = "sources differ; record the regulator's answer"
    REGULATOR_CONFIRMED = "confirmed by the regulator"
    REGULATOR_REFUSED = "refused by the regulator"
    REGULATOR_ANSWERED = "the regulator answered without deciding"


@dataclass(frozen=True, slots=True)
class PathReason:
    """One fact, with what a sentence about it needs and where it stands."""

    fact: PathFact
    facts: Mapping[str, str] = field(default_factory=dict)
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One section with one way into it, as it stands for one trainee.

    Args:
        route: the section.
        entrance: the way into it.
        open: whether what opens the way is on record.
        needs_hours: whether classroom hours are asked for.
        needs_work: whether work experience is asked for.
        needs_cases: whether cases are asked for.
        needs_attestation: whether a written attestation is asked for.
        waits_for_amendment: whether the physician may act only once the license lists them.
        reasons: why it is open or closed, and what follows from it.
        rule: the entry of the profile, None where the profile names no ways into the section.
        covers: the requested categories that it covers.
        missing: the requested categories that it does not cover.
        notice_days: days for the licensee's notice, None where there is none.
        verify: whether the regulator's answer is still to be recorded.
    """

    route: TrainingRoute
    entrance: Entrance
    open: bool
    needs_hours: bool
    needs_work: bool
    needs_cases: bool
    needs_attestation: bool
    waits_for_amendment: bool
    reasons: tuple[PathReason, ...] = ()
    rule: RouteEntrance | None = None
    covers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notice_days: int | None = None
    verify: bool = False

    @property
    def paragraph(self) -> str:
        """Where the way stands, such as "35.390(a)"."""
        return self.route.section if self.rule is None else self.rule.paragraph

    @property
    def burden(self) -> int:
        """How many kinds of proof it asks for."""
        asked = (self.needs_hours, self.needs_work, self.needs_cases, self.needs_attestation)
        return sum(asked)


@dataclass(frozen=True, slots=True)
class PathwayAdvice:
    """Every section that could cover what is requested; `chosen` is the one the trainee follows, None while undecided.

    A chosen way that is not open stays chosen: what it asks can be worked on, and what would open it is missing.
    `confirmed` says whether a regulator's answer is on record.
    """

    paths: tuple[Path, ...]
    chosen: Path | None
    confirmed: bool

    @property
    def open_paths(self) -> tuple[Path, ...]:
        """The ways that are open to the trainee as the record stands."""
        return tuple(path for path in self.paths if path.open)
