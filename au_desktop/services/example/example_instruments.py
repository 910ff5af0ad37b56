"""The instruments of the worked example: a year of constancy with one failure and its repair, meters, sources, leak tests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.check_points import CheckPoint
from au_desktop.domain.safety.instrument_tests import CheckKind, Efficiency
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.safety.sealed_sources import SealedSource
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_moves import Move, at

_CALIBRATOR, _METER = InstrumentKind.DOSE_CALIBRATOR, InstrumentKind.SURVEY_METER
_COUNTER = InstrumentKind.WIPE_COUNTER
_FAILED, _EVERY_DAY, _SATURDAY = 160, 20, 5
"""About so many days before today the calibrator failed, and was repaired and tested that Saturday; for so many last days
every workday is played, before that one a week."""
_DRIFT = (Decimal("0.4"), Decimal("-0.9"), Decimal("1.3"), Decimal("0.1"), Decimal("-0.6"))
_WEDGE = Decimal("13.2")
_SOURCES = (
    ("CS-1", "Cs-137", Decimal(200), "MED3550", "1123-44"),
    ("CO-1", "Co-57", Decimal(5), "MED3709", "2208-17"),
)
_EFFICIENCIES = (("Lu-177", "0.31"), ("I-131", "0.35"), ("Tc-99m", "0.28"))


def example_instruments(stage: Stage, today: date) -> Iterator[Move]:
    """A year of checks on workdays; linearity is overdue at the end, and the source was leak tested twice."""
    story = _Instruments(stage)
    yield Move(at(stage, today - timedelta(days=363), 6, 40), story.enter_sources)
    for back in (362, 190, 8):
        yield Move(at(stage, today - timedelta(days=back), 6, 45), story.test_sources)
    yield Move(at(stage, today - timedelta(days=361), 6, 50), story.count_standards)
    for back in (361, 270, 140):
        yield Move(at(stage, today - timedelta(days=back), 6, 55), story.linearity)
    for back in range(360, -1, -1):
        day = today - timedelta(days=back)
        if day.weekday() < (_SATURDAY if back <= _EVERY_DAY else 1):
            yield Move(at(stage, day, 6, 58), partial(story.constancy, back))
            if back <= _EVERY_DAY:
                yield Move(at(stage, day, 7, 1), partial(story.daily, back))
    bad = today - timedelta(days=_FAILED)
    bad -= timedelta(days=(bad.weekday() - _SATURDAY) % 7)
    yield Move(at(stage, bad, 8, 0), partial(story.constancy, 0, failing=True))
    for hour, step in enumerate((story.send, story.back, story.accuracy)):
        yield Move(at(stage, bad, 9 + 2 * hour, 0), step)


class _Instruments:
    """What the moves do."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def _rso(self) -> Services:
        return self._stage.as_role(Role.RSO)

    def _staff(self) -> Services:
        return self._stage.as_role(Role.STAFF)

    def _instrument(self, kind: InstrumentKind) -> InstrumentId:
        found: Instrument = next(
            one for one in self._rso().facilities.instruments() if one.kind is kind
        )
        return found.id

    def _source(self, name: str) -> SealedSource:
        return next(one for one in self._rso().sources.here() if one.name == name)

    def enter_sources(self) -> None:
        """Two check sources with their certificates."""
        rso = self._rso()
        reference = rso.desk.clock.now()
        for name, nuclide, activity, model, serial in _SOURCES:
            draft = rso.sources.prepare(
                nuclide, name, Activity(activity, ActivityUnit.UCI), reference
            )
            rso.sources.add(replace(draft, model=model, serial=serial, place="Source safe"))

    def test_sources(self) -> None:
        """Leak tests of both, then the inventory."""
        rso = self._rso()
        now = rso.desk.clock.now()
        count = replace(
            rso.sources.leak_limit(),
            gross=CountRate(Decimal(58), CountRateUnit.CPM),
            background=CountRate(Decimal(52), CountRateUnit.CPM),
            efficiency=Decimal("0.35"),
            time=Duration(Decimal(2), DurationUnit.MIN),
            reported=None,
        )
        for one in rso.sources.here():
            rso.sources.leak_test(one.id, now, count, {})
        lines = tuple(replace(one, found=True) for one in rso.sources.inventory_sheet())
        rso.sources.inventory(now, lines)

    def count_standards(self) -> None:
        """The efficiencies of the wipe counter, from its certificate."""
        rso = self._rso()
        check = rso.instruments.prepare(self._instrument(_COUNTER), CheckKind.EFFICIENCY)
        found = tuple(
            Efficiency(nuclide, Decimal(value), "standards of the counter", "certificate")
            for nuclide, value in _EFFICIENCIES
        )
        rso.instruments.enter(replace(check, efficiencies=found))

    def constancy(self, back: int, *, failing: bool = False) -> None:
        """The Cs-137 source on two settings, before the first use of the day."""
        staff, source = self._staff(), self._source("CS-1")
        check = staff.instruments.prepare(self._instrument(_CALIBRATOR), CheckKind.CONSTANCY)
        left = source.activity_at(check.at).amount
        points = []
        for setting, response, shift in (("Cs-137", "1", 0), ("Tc-99m", "1.72", 2)):
            expected = (left * Decimal(response)).quantize(Decimal("0.01"))
            off = _WEDGE if failing else _DRIFT[(back + shift) % len(_DRIFT)]
            measured = (expected * (100 + off) / 100).quantize(Decimal("0.1"))
            points.append(
                CheckPoint(
                    f"{setting} setting",
                    expected,
                    measured,
                    "µCi",
                    source=source.ref,
                    factor=Decimal(response),
                )
            )
        action = "Not used. RSO told; sent for repair the same day." if failing else ""
        staff.instruments.enter(replace(check, points=tuple(points), action=action))

    def daily(self, back: int) -> None:
        """The survey meter on its check source."""
        staff = self._staff()
        check = staff.instruments.prepare(self._instrument(_METER), CheckKind.DAILY)
        reading = Decimal("2.0") + _DRIFT[back % len(_DRIFT)] / 10
        point = CheckPoint("check source", Decimal("2.0"), reading, "mR/h", scale="x1")
        staff.instruments.enter(
            replace(
                check,
                points=(point,),
                battery=True,
                undamaged=True,
                background=Decimal("0.02"),
                background_unit="mR/h",
            )
        )

    def linearity(self) -> None:
        """Four readings of decaying Tc-99m over two days."""
        rso = self._rso()
        half_life = rso.desk.reference.nuclide("Tc-99m").half_life().value
        check = rso.instruments.prepare(self._instrument(_CALIBRATOR), CheckKind.LINEARITY)
        pairs = (("100.0", "100.0"), ("39.77", "39.9"), ("6.29", "6.25"), ("0.396", "0.39"))
        points = tuple(
            CheckPoint(f"reading {at}", Decimal(expected), Decimal(measured), "mCi")
            for at, (expected, measured) in enumerate(pairs, start=1)
        )
        rso.instruments.enter(
            replace(check, points=points, nuclide_id="Tc-99m", half_life=half_life)
        )

    def send(self) -> None:
        """The calibrator that failed goes to the workshop."""
        rso = self._rso()
        check = rso.instruments.prepare(self._instrument(_CALIBRATOR), CheckKind.SENT)
        rso.instruments.enter(
            replace(check, body="Service of the maker", action="Reads 13 % high on all settings.")
        )

    def back(self) -> None:
        """It comes back with another electrometer."""
        rso = self._rso()
        check = rso.instruments.prepare(self._instrument(_CALIBRATOR), CheckKind.BACK)
        rso.instruments.enter(replace(check, action="Electrometer exchanged.", affects=True))

    def accuracy(self) -> None:
        """Two reference sources say that it reads right again."""
        rso = self._rso()
        check = rso.instruments.prepare(self._instrument(_CALIBRATOR), CheckKind.ACCURACY)
        points = []
        for name in ("CS-1", "CO-1"):
            source = self._source(name)
            expected = source.activity_at(check.at).amount.quantize(Decimal("0.001"))
            measured = (expected * Decimal("1.006")).quantize(Decimal("0.001"))
            points.append(CheckPoint(name, expected, measured, "µCi", source=source.ref))
        rso.instruments.enter(replace(check, points=tuple(points)))
        self.constancy(0)
