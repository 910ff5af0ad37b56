"""What the checks of an instrument say together: what blocks it, when it was calibrated, and what comes due when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from au_desktop.domain.month_steps import add_months
from au_desktop.domain.safety.check_points import Verdict
from au_desktop.domain.safety.instrument_tests import (
    CHECKS_OF,
    CheckKind,
    Efficiency,
    InstrumentCheck,
)
from au_desktop.domain.safety.instruments import Blocked, Fitness, Instrument, InstrumentKind

_REPAIRS = (CheckKind.SENT, CheckKind.BACK)
_SOON = timedelta(days=14)


def newest_first(checks: Iterable[InstrumentCheck]) -> tuple[InstrumentCheck, ...]:
    """Checks that stand, the newest first."""
    standing = [one for one in checks if one.voided is None]
    return tuple(sorted(standing, key=lambda one: (one.at.utc, one.number), reverse=True))


def known_on(checks: Iterable[InstrumentCheck], day: date) -> tuple[InstrumentCheck, ...]:
    """Those of a day or earlier, the newest first."""
    return newest_first(one for one in checks if one.day <= day)


def blocked_by(checks: Sequence[InstrumentCheck]) -> Blocked | None:
    """What keeps the instrument from use: a repair first, then a failed calibration, then a failed check.

    A failed check stands until the same check, or a calibration, was passed later. A repair that affects the calibration
    stands until the next calibration that was passed (10 CFR 35.61(a)); of a dose calibrator also a passed accuracy test.
    """
    ordered = newest_first(checks)
    return _repair(ordered) or _failure(ordered)


def _repair(ordered: Sequence[InstrumentCheck]) -> Blocked | None:
    last = next((one for one in ordered if one.check in _REPAIRS), None)
    if last is None:
        return None
    if last.check is CheckKind.SENT:
        return Blocked(Fitness.UNDER_REPAIR, last.day, _note(last))
    if not last.affects or any(_restores(one) for one in _since(ordered, last)):
        return None
    return Blocked(Fitness.REPAIRED, last.day, _note(last))


def _restores(check: InstrumentCheck) -> bool:
    """Whether it says that the instrument reads right after a repair."""
    by_standard = check.check is CheckKind.CALIBRATION or check.check is CheckKind.ACCURACY
    return by_standard and not check.failed


def _since(
    ordered: Sequence[InstrumentCheck], check: InstrumentCheck
) -> Sequence[InstrumentCheck]:
    return ordered[: ordered.index(check)]


def _failure(ordered: Sequence[InstrumentCheck]) -> Blocked | None:
    seen: set[CheckKind] = set()
    found: list[InstrumentCheck] = []
    for one in ordered:
        if one.check in _REPAIRS or one.check in seen:
            continue
        seen.add(one.check)
        if one.failed:
            found.append(one)
        if one.check is CheckKind.CALIBRATION and not one.failed:
            break
    if not found:
        return None
    first = min(found, key=lambda one: (one.check is not CheckKind.CALIBRATION, -one.number))
    fitness = (
        Fitness.CALIBRATION_FAILED
        if first.check is CheckKind.CALIBRATION
        else Fitness.CHECK_FAILED
    )
    return Blocked(fitness, first.day, _note(first))


def _note(check: InstrumentCheck) -> str:
    return f"{check.code} {check.check.value}: {check.finding}".removesuffix(": ")


def calibrated_on(checks: Iterable[InstrumentCheck], otherwise: date | None) -> date | None:
    """The day of the last calibration that was passed; what was noted before there were records stands where newer."""
    days = [one.day for one in checks if one.check is CheckKind.CALIBRATION and not one.failed]
    return max((day for day in (*days, otherwise) if day is not None), default=None)


def efficiency_on(
    checks: Iterable[InstrumentCheck], nuclide_id: str, day: date
) -> tuple[InstrumentCheck, Efficiency] | None:
    """The newest efficiency for a nuclide by that day, with the record that it comes from."""
    for check in known_on(checks, day):
        for one in check.efficiencies:
            if one.nuclide_id == nuclide_id:
                return check, one
    return None


@dataclass(frozen=True, slots=True)
class CheckInterval:
    """How often a check is done: by days of use or by months, with the basis; `verify` asks for a look at the source."""

    check: CheckKind
    months: int = 0
    basis: str = ""
    verify: bool = False

    @property
    def each_day_of_use(self) -> bool:
        """Whether it is done before the first use of a day."""
        return not self.months


class DueState(StrEnum):
    """How a check stands."""

    DONE = "done"
    SOON = "due soon"
    DUE = "due before use"
    OVERDUE = "overdue"

    @property
    def pressing(self) -> bool:
        """Whether it is to be done now."""
        return self in {DueState.DUE, DueState.OVERDUE}


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check of one instrument and when it is due; `last` is the newest that was done, `due` the last day it holds."""

    check: CheckKind
    state: DueState
    last: date | None
    verdict: Verdict | None
    due: date | None
    interval: CheckInterval


def due_checks(
    instrument: Instrument,
    checks: Sequence[InstrumentCheck],
    intervals: Iterable[CheckInterval],
    day: date,
) -> tuple[DueCheck, ...]:
    """What is due for an instrument on a day; nothing of a retired one or one under repair."""
    away = instrument.blocked is not None and instrument.blocked.fitness is Fitness.UNDER_REPAIR
    if instrument.retired or away:
        return ()
    wanted = {one.check: one for one in intervals}
    known = known_on(checks, day)
    found = []
    for kind in CHECKS_OF[instrument.kind]:
        interval = wanted.get(kind)
        if kind is CheckKind.CALIBRATION:
            interval = _calibration_interval(instrument, interval)
        if interval is not None:
            found.append(_due(instrument, known, interval, day))
    return tuple(found)


def _calibration_interval(instrument: Instrument, given: CheckInterval | None) -> CheckInterval:
    """Each instrument has its own."""
    basis = "" if given is None else given.basis
    return CheckInterval(CheckKind.CALIBRATION, instrument.interval_months, basis)


def _due(
    instrument: Instrument,
    known: Sequence[InstrumentCheck],
    interval: CheckInterval,
    day: date,
) -> DueCheck:
    last = next((one for one in known if one.check is interval.check), None)
    done = None if last is None else last.day
    if interval.check is CheckKind.CALIBRATION:
        done = instrument.calibrated_on
    due = _last_day(done, interval)
    verdict = None if last is None else last.verdict
    return DueCheck(interval.check, _state(due, interval, day), done, verdict, due, interval)


def _last_day(done: date | None, interval: CheckInterval) -> date | None:
    if done is None:
        return None
    return done if interval.each_day_of_use else add_months(done, interval.months)


def _state(due: date | None, interval: CheckInterval, day: date) -> DueState:
    if due is None or (interval.each_day_of_use and due < day):
        return DueState.DUE
    if due < day:
        return DueState.OVERDUE
    soon = not interval.each_day_of_use and due - day <= _SOON
    return DueState.SOON if soon else DueState.DONE


INSTRUMENT_RULES: dict[InstrumentKind, str] = {
    InstrumentKind.SURVEY_METER: "10 CFR 35.61, 35.2061",
    InstrumentKind.CONTAMINATION_METER: "10 CFR 35.61, 35.2061",
    InstrumentKind.DOSE_CALIBRATOR: "10 CFR 35.60, 35.2060",
    InstrumentKind.WIPE_COUNTER: "10 CFR 20.1501",
}
"""The rule under which each kind is calibrated and its record kept."""
