"""Instruments and their checks: what is fit today, what is due, and every check that says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.errors import ReasonRequired
from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.check_points import CheckLimit
from au_desktop.domain.safety.instrument_fitness import (
    CheckInterval,
    DueCheck,
    blocked_by,
    calibrated_on,
    due_checks,
    efficiency_on,
)
from au_desktop.domain.safety.instrument_tests import (
    CHECKS_OF,
    CheckKind,
    Efficiency,
    InstrumentCheck,
    check_link,
    efficiency_link,
    require_complete,
)
from au_desktop.domain.safety.instruments import (
    SUITED,
    Fitness,
    Instrument,
    InstrumentKind,
    Purpose,
)
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RecordKind
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety_stores import SafetyFilter

_MANAGED = frozenset({CheckKind.CALIBRATION, CheckKind.EFFICIENCY, CheckKind.SENT, CheckKind.BACK})
"""What the coordinator or the RSO enters; every other check is entered by who does it."""

_TOLERANCES: dict[tuple[InstrumentKind, CheckKind], str] = {
    (InstrumentKind.SURVEY_METER, CheckKind.DAILY): "survey-meter-check-source",
    (InstrumentKind.SURVEY_METER, CheckKind.CALIBRATION): "survey-meter-deviation",
    (InstrumentKind.CONTAMINATION_METER, CheckKind.DAILY): "survey-meter-check-source",
    (InstrumentKind.CONTAMINATION_METER, CheckKind.CALIBRATION): "survey-meter-deviation",
    (InstrumentKind.DOSE_CALIBRATOR, CheckKind.CONSTANCY): "dose-calibrator-constancy",
    (InstrumentKind.DOSE_CALIBRATOR, CheckKind.LINEARITY): "dose-calibrator-linearity",
    (InstrumentKind.DOSE_CALIBRATOR, CheckKind.ACCURACY): "dose-calibrator-accuracy",
    (InstrumentKind.DOSE_CALIBRATOR, CheckKind.GEOMETRY): "dose-calibrator-geometry",
    (InstrumentKind.DOSE_CALIBRATOR, CheckKind.CALIBRATION): "dose-calibrator-accuracy",
    (InstrumentKind.WIPE_COUNTER, CheckKind.COUNTER): "wipe-counter-check-source",
}
_ATTENTION = "dose-calibrator-attention"
_DAILY = {
    CheckKind.DAILY: "survey-meter-check-source",
    CheckKind.CONSTANCY: "dose-calibrator-linearity-interval",
    CheckKind.COUNTER: "wipe-counter-check-source",
}
"""Done before the first use of a day; the limit whose basis also speaks of the habit."""
_MONTHLY = {
    CheckKind.LINEARITY: "dose-calibrator-linearity-interval",
    CheckKind.ACCURACY: "dose-calibrator-accuracy-interval",
}


@dataclass(frozen=True, slots=True)
class InstrumentChoice:
    """An instrument offered for a purpose: whether it may be used on the day, and why not."""

    instrument: Instrument
    fitness: Fitness
    reason: str = ""

    @property
    def usable(self) -> bool:
        """Whether it may be used."""
        return self.fitness.usable

    @property
    def ref(self) -> MeterRef:
        """The instrument as a record names it."""
        return MeterRef.of(self.instrument)


@dataclass(frozen=True, slots=True)
class KnownEfficiency:
    """An efficiency with the record and the day that it comes from."""

    efficiency: Efficiency
    code: str
    on: date

    @property
    def value(self) -> Decimal:
        """Counts per disintegration."""
        return self.efficiency.value

    @property
    def note(self) -> str:
        """Where it comes from, in a few words."""
        parts = (self.code, self.efficiency.standard, self.efficiency.basis)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class InstrumentStanding:
    """An instrument on a day: fitness with its reason, what is due, and the newest check of each kind."""

    instrument: Instrument
    fitness: Fitness
    reason: str
    due: tuple[DueCheck, ...]
    newest: tuple[InstrumentCheck, ...]

    @property
    def last(self) -> InstrumentCheck | None:
        """The newest check of any kind."""
        return max(self.newest, key=lambda one: (one.at.utc, one.number), default=None)


class Instruments:
    """Use cases about instruments and their checks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book, self._limits = SafetyBook(desk), SiteLimits(desk)

    def fit_for(self, purpose: Purpose, day: date) -> tuple[InstrumentChoice, ...]:
        """Instruments that suit a purpose, those that may be used first, each with the reason why not."""
        with self._desk.reading() as uow:
            return suited_instruments(uow, purpose, day)

    def efficiency(
        self, instrument_id: InstrumentId, nuclide_id: str, day: date
    ) -> KnownEfficiency | None:
        """The efficiency for a nuclide that was known on a day; None where there is none."""
        with self._desk.reading() as uow:
            checks = uow.safety.linked(InstrumentCheck, efficiency_link(instrument_id, nuclide_id))
        found = efficiency_on(checks, nuclide_id, day)
        if found is None:
            return None
        check, efficiency = found
        return KnownEfficiency(efficiency, check.code, check.day)

    def efficiencies(self, instrument_id: InstrumentId, day: date) -> tuple[KnownEfficiency, ...]:
        """The newest efficiency for each nuclide by that day, by nuclide."""
        found: dict[str, KnownEfficiency] = {}
        with self._desk.reading() as uow:
            for kind in (CheckKind.EFFICIENCY, CheckKind.CALIBRATION, CheckKind.COUNTER):
                for check in uow.safety.linked(InstrumentCheck, check_link(instrument_id, kind)):
                    _take_efficiencies(found, check, day)
        return tuple(found[nuclide] for nuclide in sorted(found))

    def standings(self) -> tuple[InstrumentStanding, ...]:
        """Every instrument as it stands today, retired ones last."""
        day = self._desk.today()
        with self._desk.reading() as uow:
            intervals = self._intervals(uow)
            return tuple(_standing(uow, one, intervals, day) for one in uow.instruments.all())

    def standing(self, instrument_id: InstrumentId) -> InstrumentStanding:
        """One instrument as it stands today; raises `NotFound`."""
        with self._desk.reading() as uow:
            instrument = uow.instruments.get(instrument_id)
            return _standing(uow, instrument, self._intervals(uow), self._desk.today())

    def checks(self, instrument_id: InstrumentId, kind: CheckKind) -> tuple[InstrumentCheck, ...]:
        """All checks of a kind that stand, the newest first."""
        return self._book.linked(InstrumentCheck, check_link(instrument_id, kind))

    def history(self, instrument_id: InstrumentId, most: int = 200) -> tuple[InstrumentCheck, ...]:
        """Checks of every kind that stand, the newest first."""
        wanted = SafetyFilter(RecordKind.INSTRUMENT_CHECK, link=instrument_id, retired=False)
        with self._desk.reading() as uow:
            page = uow.safety.page(wanted, PageRequest(limit=most))
            return uow.safety.several(InstrumentCheck, [row.id for row in page.rows])

    def newest(self, instrument_id: InstrumentId, kind: CheckKind) -> InstrumentCheck | None:
        """The newest check of a kind: what the next one begins with."""
        return self._book.newest(InstrumentCheck, check_link(instrument_id, kind))

    def prepare(
        self, instrument_id: InstrumentId, kind: CheckKind, at: Moment | None = None
    ) -> InstrumentCheck:
        """A check to fill: the instrument as it is, who does it, and the tolerance that holds here."""
        with self._desk.reading() as uow:
            instrument = uow.instruments.get(instrument_id)
            tolerance = self._limit(uow, _TOLERANCES.get((instrument.kind, kind)))
            graded = instrument.kind is InstrumentKind.DOSE_CALIBRATOR and tolerance is not None
            attention = self._limit(uow, _ATTENTION if graded else None)
        actor = self._desk.actor
        return InstrumentCheck(
            **self._book.head(at or self._desk.clock.now()),
            check=kind,
            instrument=MeterRef.of(instrument),
            instrument_kind=instrument.kind,
            by=PersonRef(actor.name, actor.person_id),
            tolerance=tolerance,
            attention=attention,
        )

    def enter(self, check: InstrumentCheck) -> Outcome[InstrumentCheck]:
        """Keep a check, and settle what follows for the instrument.

        Raises:
            CheckIncomplete: it says nothing.
            ReasonRequired: a failed one without what was done about it.
        """
        require_complete(check)
        if check.failed and not check.action.strip():
            raise ReasonRequired("enter a check that was not passed")
        with self._desk.change(_permission(check)) as change:
            entered = self._book.enter(change, check)
            self._settle(change, check.instrument.id)
        return Outcome(entered, change.changes)

    def amend(
        self, before: InstrumentCheck, after: InstrumentCheck, reason: str
    ) -> Outcome[InstrumentCheck]:
        """Enter a check in the place of another, with the reason."""
        require_complete(after)
        with self._desk.change(_permission(after)) as change:
            entered = self._book.amend(change, before, after, reason)
            self._settle(change, after.instrument.id, forgotten=before)
        return Outcome(entered, change.changes)

    def void(self, check: InstrumentCheck, reason: str) -> Outcome[None]:
        """Take a check out of use, and settle what follows for the instrument."""
        changes = self._book.void(InstrumentCheck, check.id, reason).changes
        settled = self.settle(check.instrument.id, forgotten=check)
        return Outcome(None, replace(changes, kinds=changes.kinds | settled.changes.kinds))

    def settle(
        self, instrument_id: InstrumentId, forgotten: InstrumentCheck | None = None
    ) -> Outcome[None]:
        """Bring what blocks an instrument in line with its checks, after one was made void by other ways."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            if not self._settle(change, instrument_id, forgotten):
                change.nothing_to_do()
        return Outcome(None, change.changes)

    def _settle(
        self, change: Change, instrument_id: UUID, forgotten: InstrumentCheck | None = None
    ) -> bool:
        before = change.uow.instruments.get(InstrumentId(instrument_id))
        newest = _newest_of_each(change.uow, before)
        link = check_link(instrument_id, CheckKind.CALIBRATION)
        calibrations = change.uow.safety.linked(InstrumentCheck, link)
        noted = before.calibrated_on
        if forgotten is not None and forgotten.check is CheckKind.CALIBRATION:
            noted = None if noted == forgotten.day else noted
        after = replace(
            before,
            blocked=blocked_by(newest),
            calibrated_on=calibrated_on(calibrations, noted),
        )
        if after == before:
            return False
        change.uow.instruments.replace(after)
        subject = Subject(Kind.INSTRUMENT, before.id, before.name)
        change.record("settle instrument", subject, before, after)
        return True

    def _limit(self, uow: UnitOfWork, key: str | None) -> CheckLimit | None:
        if key is None:
            return None
        limit = self._limits.inside(uow, key)
        return CheckLimit(limit.amount, limit.basis, limit.verify)

    def _intervals(self, uow: UnitOfWork) -> tuple[CheckInterval, ...]:
        found = []
        for check, key in _DAILY.items():
            limit = self._limits.inside(uow, key)
            found.append(CheckInterval(check, 0, limit.basis, limit.verify))
        for check, key in _MONTHLY.items():
            limit = self._limits.inside(uow, key)
            months = max(1, int(limit.amount))
            found.append(CheckInterval(check, months, limit.basis, limit.verify))
        calibration = self._limits.inside(uow, "survey-meter-deviation")
        return (*found, CheckInterval(CheckKind.CALIBRATION, 12, calibration.basis))


def _permission(check: InstrumentCheck) -> Permission:
    if check.check in _MANAGED:
        return Permission.MANAGE_INSTRUMENTS
    return Permission.KEEP_SAFETY


def suited_instruments(
    uow: UnitOfWork, purpose: Purpose, day: date
) -> tuple[InstrumentChoice, ...]:
    """Instruments that suit a purpose, those that may be used first, each with the reason why not."""
    kinds = SUITED[purpose]
    choices = [
        _choice(one, day) for one in uow.instruments.all() if one.kind in kinds and not one.retired
    ]

    def order(one: InstrumentChoice) -> tuple[bool, int, str]:
        return not one.usable, kinds.index(one.instrument.kind), one.instrument.name

    return tuple(sorted(choices, key=order))


def _choice(instrument: Instrument, day: date) -> InstrumentChoice:
    fitness = instrument.fitness_on(day)
    return InstrumentChoice(instrument, fitness, unfit_reason(instrument, day))


def unfit_reason(instrument: Instrument, day: date) -> str:
    """Why an instrument may not be used on a day, or what to know; empty where it is simply fit."""
    fitness = instrument.fitness_on(day)
    if fitness is Fitness.FIT:
        return ""
    blocked = instrument.blocked
    if blocked is not None and fitness is blocked.fitness:
        since = f"{fitness.value} since {blocked.since.isoformat()}"
        return f"{since} ({blocked.note})" if blocked.note else since
    due = instrument.calibration_due
    return fitness.value if due is None else f"{fitness.value}: {due.isoformat()}"


def _newest_of_each(uow: UnitOfWork, instrument: Instrument) -> tuple[InstrumentCheck, ...]:
    kinds = (*CHECKS_OF[instrument.kind], CheckKind.SENT, CheckKind.BACK)
    links = (check_link(instrument.id, kind) for kind in kinds)
    found = (uow.safety.newest(InstrumentCheck, link) for link in links)
    return tuple(one for one in found if one is not None)


def _standing(
    uow: UnitOfWork, instrument: Instrument, intervals: Sequence[CheckInterval], day: date
) -> InstrumentStanding:
    newest = _newest_of_each(uow, instrument)
    return InstrumentStanding(
        instrument,
        instrument.fitness_on(day),
        unfit_reason(instrument, day),
        due_checks(instrument, newest, intervals, day),
        newest,
    )


def _take_efficiencies(
    found: dict[str, KnownEfficiency], check: InstrumentCheck, day: date
) -> None:
    for one in check.efficiencies:
        kept = found.get(one.nuclide_id)
        if check.day <= day and (kept is None or kept.on < check.day):
            found[one.nuclide_id] = KnownEfficiency(one, check.code, check.day)


def due_now(standings: Iterable[InstrumentStanding]) -> tuple[tuple[Instrument, DueCheck], ...]:
    """What is due or overdue, over all instruments."""
    return tuple(
        (standing.instrument, due)
        for standing in standings
        for due in standing.due
        if due.state.pressing
    )
