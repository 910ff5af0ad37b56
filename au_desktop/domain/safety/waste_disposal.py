"""The gates in a container's life: whether it may be filled, sealed, surveyed, stripped of labels or sent away, and why not."""

from dataclasses import replace
from enum import StrEnum

from au_desktop.domain.errors import DomainError
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Duration
from au_desktop.domain.safety.waste import Container, Standing, reasons_against, standing_of
from au_desktop.domain.safety.waste_contents import Content, elapsed
from au_desktop.domain.safety.waste_steps import (
    Defacing,
    Disposition,
    Reopening,
    Sealing,
    Way,
)
from au_desktop.domain.safety.waste_surveys import WasteSurvey, require_sound


class Obstacle(StrEnum):
    """Why a step in a container's life is not possible yet."""

    GONE = "the container is gone"
    VOID = "the container is void"
    EMPTY = "nothing is in it"
    NOT_SEALED = "it is not sealed"
    SEALED = "it is sealed"
    NOT_ELIGIBLE = "it holds what may not decay in storage"
    ASK = "a certificate has to be asked for"
    NOT_SURVEYED = "no survey that passed stands"
    HALF_LIVES = "the half-lives of the license have not passed"
    LABELS = "its labels are not defaced"
    INNER_LABELS = "inner labels may stay only in biomedical waste"
    NO_RECORD = "the record of the transfer or of the sewer disposal is missing"
    BEFORE_SEALING = "it would come before the sealing"
    BEFORE_SURVEY = "it would come before the survey"
    BEFORE_CONTENT = "it would come before the last content"
    BEFORE_REOPENING = "it would come before it was opened again"
    NO_REASON = "no reason is given"


class WasteStep(StrEnum):
    """The steps that a person takes with a container."""

    FILL = "put something in"
    SEAL = "seal"
    REOPEN = "open again"
    SURVEY = "survey"
    DEFACE = "deface the labels"
    DISPOSE = "dispose"


class WasteNotReady(DomainError):
    """A step was to be taken with a container that is not ready for it: which step, and everything in the way."""

    def __init__(
        self, container: Container, step: WasteStep, obstacles: tuple["Obstacle", ...]
    ) -> None:
        super().__init__(f"{container.code}: {', '.join(obstacles)}")
        self.container = container
        self.step = step
        self.obstacles = obstacles


def required_storage(container: Container) -> Duration | None:
    """How long the license makes it wait after sealing; None where the license names no number of half-lives.

    Equation: t = n·T of the longest-lived nuclide. Source: a condition of the license, set by the center.
    """
    governing = container.governing
    if not container.rules.half_lives or governing is None:
        return None
    return governing.half_life * container.rules.half_lives


def _living(container: Container) -> list[Obstacle]:
    found = [Obstacle.GONE] if container.disposition is not None else []
    return [*found, Obstacle.VOID] if container.voided is not None else found


def against_filling(container: Container) -> tuple[Obstacle, ...]:
    """Why nothing can be put in, taken out or changed now."""
    found = _living(container)
    return tuple([*found, Obstacle.SEALED] if container.sealed is not None else found)


def against_sealing(container: Container) -> tuple[Obstacle, ...]:
    """Why it cannot be sealed now."""
    found = list(against_filling(container))
    return tuple(found if container.inside else [*found, Obstacle.EMPTY])


def against_reopening(container: Container) -> tuple[Obstacle, ...]:
    """Why it cannot be opened again now."""
    found = _living(container)
    return tuple(found if container.sealed is not None else [*found, Obstacle.NOT_SEALED])


def against_survey(container: Container) -> tuple[Obstacle, ...]:
    """Why a survey before disposal is no use now."""
    found = list(against_reopening(container))
    standing = standing_of(container)
    if standing is Standing.NOT_ELIGIBLE:
        found.append(Obstacle.NOT_ELIGIBLE)
    if standing is Standing.ASK:
        found.append(Obstacle.ASK)
    return tuple(found)


def against_defacing(container: Container) -> tuple[Obstacle, ...]:
    """Why its labels must stay on: they come off only what a survey has cleared (10 CFR 20.1904)."""
    found = list(against_reopening(container))
    return tuple(found if container.standing_survey else [*found, Obstacle.NOT_SURVEYED])


def against_disposal(container: Container, way: Way, moment: Moment) -> tuple[Obstacle, ...]:
    """Everything that stands between a container and leaving by a way at a moment.

    Rule: by decay only with half-lives ≤ 120 d, a survey that cannot be told from background, made after the last content
    and the last return, and labels defaced. Another way needs its own record.
    Source: 10 CFR 35.92(a), 35.2092; 20.1904(b); 20.2001(a).
    """
    found = list(against_reopening(container))
    if not container.inside:
        found.append(Obstacle.EMPTY)
    if way.by_decay:
        found.extend(_against_decay(container, way, moment))
    return tuple(found)


def _against_decay(container: Container, way: Way, moment: Moment) -> list[Obstacle]:
    standing = standing_of(container)
    survey, sealed, defaced = container.standing_survey, container.sealed, container.defaced
    wait = required_storage(container)
    short = wait is not None and sealed is not None and elapsed(sealed.at, moment) < wait
    kept = defaced is not None and defaced.inner_stay and way is not Way.BIOMEDICAL
    checks = (
        (standing is Standing.NOT_ELIGIBLE, Obstacle.NOT_ELIGIBLE),
        (standing is Standing.ASK, Obstacle.ASK),
        (survey is None or not survey.passed, Obstacle.NOT_SURVEYED),
        (short, Obstacle.HALF_LIVES),
        (defaced is None, Obstacle.LABELS),
        (kept, Obstacle.INNER_LABELS),
        (survey is not None and moment.utc < survey.at.utc, Obstacle.BEFORE_SURVEY),
    )
    return [obstacle for holds, obstacle in checks if holds]


def _require(container: Container, step: WasteStep, found: tuple[Obstacle, ...]) -> None:
    if found:
        raise WasteNotReady(container, step, found)


def with_content(container: Container, content: Content) -> Container:
    """The container with something put in; it takes its number here."""
    _require(container, WasteStep.FILL, against_filling(container))
    numbered = replace(content, number=len(container.contents) + 1)
    return replace(container, contents=(*container.contents, numbered), cleared_by=None)


def with_known_content(container: Container, content: Content) -> Container:
    """The container with what is known of one content changed: a certificate ruled an impurity out, or found it.

    This may come after sealing. A survey that stood is overtaken, as it was made of what was known before.
    """
    _require(container, WasteStep.FILL, tuple(_living(container)))
    contents = tuple(
        content if old.number == content.number else old for old in container.contents
    )
    return replace(container, contents=contents, cleared_by=None, defaced=None)


def without_content(container: Container, number: int, reason: str) -> Container:
    """The container with one content taken out again, which stays on its list with the reason."""
    found = list(against_filling(container))
    if not reason.strip():
        found.append(Obstacle.NO_REASON)
    _require(container, WasteStep.FILL, tuple(found))
    contents = tuple(
        replace(old, removed=reason.strip()) if old.number == number else old
        for old in container.contents
    )
    return replace(container, contents=contents, cleared_by=None)


def sealed_with(container: Container, sealing: Sealing) -> Container:
    """The container closed; not before the last thing was put in, nor before it was opened again."""
    found = list(against_sealing(container))
    if any(_typed_before(sealing.at, content.added_at) for content in container.inside):
        found.append(Obstacle.BEFORE_CONTENT)
    if any(_typed_before(sealing.at, opened.at) for opened in container.reopened):
        found.append(Obstacle.BEFORE_REOPENING)
    _require(container, WasteStep.SEAL, tuple(found))
    return replace(container, sealed=sealing, cleared_by=None, defaced=None)


def _typed_before(typed: Moment, noted: Moment) -> bool:
    """Whether a time that people type to the minute lies before one that was noted to the second."""
    return typed.utc < noted.utc.replace(second=0, microsecond=0)


def reopened_with(container: Container, reopening: Reopening) -> Container:
    """The container open again: no survey of it counts any more, and its label is needed again."""
    found = list(against_reopening(container))
    if not reopening.reason.strip():
        found.append(Obstacle.NO_REASON)
    _require(container, WasteStep.REOPEN, tuple(found))
    return replace(
        container,
        sealed=None,
        cleared_by=None,
        defaced=None,
        reopened=(*container.reopened, reopening),
    )


def surveyed_with(container: Container, survey: WasteSurvey) -> Container:
    """The container with a survey: cleared if it passed, back to storage with its labels needed if not."""
    found = list(against_survey(container))
    if container.sealed is not None and survey.at.utc < container.sealed.at.utc:
        found.append(Obstacle.BEFORE_SEALING)
    if any(survey.at.utc < other.at.utc for other in container.surveys):
        found.append(Obstacle.BEFORE_SURVEY)
    _require(container, WasteStep.SURVEY, tuple(found))
    require_sound(survey)
    numbered = replace(survey, number=len(container.surveys) + 1)
    return replace(
        container,
        surveys=(*container.surveys, numbered),
        cleared_by=numbered.number if numbered.passed else None,
        defaced=container.defaced if numbered.passed else None,
    )


def defaced_with(container: Container, defacing: Defacing) -> Container:
    """The container without its radiation labels."""
    _require(container, WasteStep.DEFACE, against_defacing(container))
    return replace(container, defaced=defacing)


def disposed_with(container: Container, disposition: Disposition) -> Container:
    """The container gone by a way, if nothing stands against it."""
    found = list(against_disposal(container, disposition.way, disposition.at))
    if not disposition.way.by_decay and disposition.record_id is None:
        found.append(Obstacle.NO_RECORD)
    if container.sealed is not None and disposition.at.utc < container.sealed.at.utc:
        found.append(Obstacle.BEFORE_SEALING)
    _require(container, WasteStep.DISPOSE, tuple(found))
    return replace(container, disposition=disposition)


def why_not_eligible(container: Container) -> tuple[str, ...]:
    """The nuclides that keep it out of decay in storage, or of which a certificate has to tell."""
    return tuple(reason.nuclide for reason in reasons_against(container))
