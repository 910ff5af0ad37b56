"""A bench with instruments and sealed sources, for the page Instruments: checks of some weeks, one failed, one source."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.check_points import CheckPoint
from au_desktop.domain.safety.instrument_tests import CheckKind
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.services.safety.check_take_over import CheckTakeOver
from au_desktop.services.safety.instrument_book import Instruments
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety.source_book import Sources
from tests.builders import an_instrument
from tests.fakes import fake_verify
from tests.fakes_center import Bench

CALIBRATOR, METER = InstrumentKind.DOSE_CALIBRATOR, InstrumentKind.SURVEY_METER
COUNTER = InstrumentKind.WIPE_COUNTER


class InstrumentBench(Bench):
    """The bench with one calibrator, one meter, one counter and a Cs-137 source."""

    def __init__(self, role: Role = Role.RSO) -> None:
        super().__init__(role)
        desk = self.desk
        self.services.instruments = Instruments(desk)
        self.services.sources = Sources(desk)
        self.services.check_take_over = CheckTakeOver(desk)
        self.services.safety_book = SafetyBook(desk)
        self.services.site_limits = SiteLimits(desk)
        self.services.record_signing = RecordSigning(desk, self.keys, fake_verify)
        self.instruments, self.sources = self.services.instruments, self.services.sources
        rso = self.memory.desk(Role.RSO)
        self.keeper, self.source_keeper = Instruments(rso), Sources(rso)

    def add(self, name: str, kind: InstrumentKind, **changes: Any) -> Any:
        """An instrument, by its id."""
        from au_desktop.services.center.facilities import Facilities

        facilities = Facilities(self.memory.desk(Role.RSO))
        facts = {"calibrated_on": date(2026, 3, 2)} | changes
        return facilities.add_instrument(an_instrument(name=name, kind=kind, **facts)).value

    def add_source(self, name: str = "CS-1") -> Any:
        """A Cs-137 source of 200 µCi in 2020."""
        reference = Moment(self.memory.clock.now().utc - timedelta(days=2100))
        activity = Activity(Decimal(200), ActivityUnit.UCI)
        draft = self.source_keeper.prepare("Cs-137", name, activity, reference)
        return self.source_keeper.add(replace(draft, serial="7781", model="MED3550")).value

    def check(self, key: Any, kind: CheckKind, *values: str, **facts: Any) -> Any:
        """A check whose points were expected to read 100."""
        draft = self.keeper.prepare(key, kind, facts.pop("at", None))
        unit = facts.pop("unit", "µCi")
        points = tuple(
            CheckPoint(f"setting {at}", Decimal(100), Decimal(value), unit)
            for at, value in enumerate(values, start=1)
        )
        return self.keeper.enter(replace(draft, points=points, **facts)).value
