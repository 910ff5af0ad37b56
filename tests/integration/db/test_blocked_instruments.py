"""What keeps an instrument from use is kept with it in the file, and its checks are found by kind and nuclide."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from au_desktop.domain.safety.instrument_fitness import blocked_by
from au_desktop.domain.safety.instrument_tests import (
    CheckKind,
    Efficiency,
    InstrumentCheck,
    check_link,
    efficiency_link,
)
from au_desktop.domain.safety.instruments import Blocked, Fitness
from tests.center_files import INSTRUMENT, OpenCenter
from tests.instrument_examples import NOON, a_check, a_point


def test_a_block_is_kept_and_taken_away(filled: OpenCenter) -> None:
    block = Blocked(Fitness.CHECK_FAILED, date(2026, 11, 20), "IC-0001 constancy")
    blocked = replace(INSTRUMENT, blocked=block)
    with filled.work() as uow:
        uow.instruments.replace(blocked)
        assert uow.instruments.get(INSTRUMENT.id) == blocked
        uow.instruments.replace(replace(blocked, blocked=None))
        assert uow.instruments.get(INSTRUMENT.id).blocked is None


def test_checks_are_found_by_kind_and_nuclide(filled: OpenCenter) -> None:
    bad = a_check(CheckKind.CONSTANCY, a_point("150"), of=INSTRUMENT, number=1)
    known = a_check(
        CheckKind.EFFICIENCY,
        of=INSTRUMENT,
        number=2,
        efficiencies=(Efficiency("Lu-177", Decimal("0.25")),),
    )
    with filled.work() as uow:
        for check in (bad, known):
            uow.safety.put(check, NOON)
        newest = uow.safety.newest(InstrumentCheck, check_link(INSTRUMENT.id, CheckKind.CONSTANCY))
        assert newest == bad
        found = blocked_by([newest])
        assert found is not None
        assert found.fitness is Fitness.CHECK_FAILED
        link = efficiency_link(INSTRUMENT.id, "Lu-177")
        assert uow.safety.linked(InstrumentCheck, link) == (known,)
