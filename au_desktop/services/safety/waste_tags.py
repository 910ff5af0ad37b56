"""The tag of a waste container on paper: what 10 CFR 20.1904 asks of a label, the dates of storage, and a code to scan."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.waste import (
    Container,
    Standing,
    holdings,
    reasons_against,
    standing_of,
    suggested_survey,
)
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.safety.safety_book import SafetyBook, require_live, subject_of
from au_desktop.services.wording.waste_phrases import days_said, reason_said

CAUTION = "CAUTION, RADIOACTIVE MATERIAL"
_DIGITS = 3
_ONE_MCI = Activity(Decimal(1), ActivityUnit.MCI)


@dataclass(frozen=True, slots=True)
class WasteTag:
    """What stands on a tag. `scanned` is what the square code says; `warning` stands in a box of its own."""

    code: str
    center: str
    caution: str
    lines: tuple[tuple[str, str], ...]
    scanned: str
    warning: str = ""


class TagWriter(Protocol):
    """Draws tags."""

    def write_tag(self, target: Path, tag: WasteTag) -> None:
        """Put the PDF in its place in one step; raises `DiskProblem`."""
        ...


class WasteTags:
    """Use cases about tags."""

    def __init__(self, desk: Desk, writer: TagWriter) -> None:
        self._desk, self._writer = desk, writer

    def tag(self, key: UUID) -> WasteTag:
        """The tag of a container as it is now."""
        container = SafetyBook(self._desk).get(Container, key)
        with self._desk.reading() as uow:
            center = CenterFacts.of(uow.facts.all())
        return tag_of(container, center, self._desk.clock.now())

    def print_tag(self, key: UUID, target: Path) -> Outcome[None]:
        """Write the tag as a PDF; the log says so."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            container = change.uow.safety.get(Container, key)
            require_live(change.uow, container)
            center = CenterFacts.of(change.uow.facts.all())
            self._writer.write_tag(target, tag_of(container, center, change.at))
            change.record("print waste tag", subject_of(container), None, {"file": target.name})
        return Outcome(None, change.changes)


def tag_of(container: Container, center: CenterFacts, now: Moment) -> WasteTag:
    """The tag: curie first, as records of Part 20 are kept."""
    held = [
        f"{one.nuclide_id}{' (impurity)' if one.impurity else ''} {_both(one.activity)}"
        for one in holdings(container, now)
    ]
    governing = container.governing
    longest = "" if governing is None else f"{governing.nuclide}, {days_said(governing.half_life)}"
    sealed = "not sealed"
    if container.sealed is not None:
        sealed = f"{_day(container.sealed.at)}, {container.sealed.by.name}"
    due = suggested_survey(container)
    lines = (
        ("Contents", container.waste_type.value),
        (f"Activity on {_day(now)}", "; ".join(held) or "nothing yet"),
        ("Longest-lived, impurity aside", longest),
        ("Sealed", sealed),
        (
            "Survey not before",
            "" if due is None else f"{_day(due)} (suggested; the survey decides)",
        ),
        ("Stored", container.place),
        ("From", container.from_where),
    )
    return WasteTag(
        code=container.code,
        center=f"{center.name}, license {center.license_number or 'not entered'}",
        caution=CAUTION,
        lines=tuple((name, value) for name, value in lines if value),
        scanned=f"{container.code} {container.id}",
        warning=_warning(container),
    )


def _warning(container: Container) -> str:
    standing = standing_of(container)
    if standing not in {Standing.NOT_ELIGIBLE, Standing.ASK}:
        return ""
    said = "; ".join(reason_said(reason) for reason in reasons_against(container))
    lead = "NOT FOR DECAY IN STORAGE" if standing is Standing.NOT_ELIGIBLE else "HOLD"
    return f"{lead}: {said}"


def _both(activity: Activity) -> str:
    """Curie first with SI after it, rounded as an estimate is."""
    curie = activity.format(_readable(activity), _DIGITS)
    return f"{curie} ({activity.format(ActivityUnit.MBQ, _DIGITS)})"


def _readable(activity: Activity) -> ActivityUnit:
    return ActivityUnit.MCI if activity >= _ONE_MCI else ActivityUnit.UCI


def _day(moment: Moment) -> str:
    return moment.local.strftime("%d %b %Y").lstrip("0")
