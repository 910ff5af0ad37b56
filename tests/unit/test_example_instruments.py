"""The instruments of the worked example: a year of constancy with one failure, repaired; linearity overdue; sources tested."""

import pytest

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instrument_fitness import DueState
from au_desktop.domain.safety.instrument_tests import CheckKind
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.services.example.worked_example import ExampleSize
from tests.memory_stage import played

SIZE = ExampleSize(trainees=3, cases=4, stories=True)


@pytest.fixture(scope="module")
def services():
    return played(SIZE).as_role(Role.RSO)


def test_a_year_of_constancy_has_one_failure_that_was_put_right(services):
    standing = next(
        one
        for one in services.instruments.standings()
        if one.instrument.kind is InstrumentKind.DOSE_CALIBRATOR
    )
    checks = services.instruments.checks(standing.instrument.id, CheckKind.CONSTANCY)
    assert sum(one.failed for one in checks) == 1
    assert (checks[0].day - checks[-1].day).days > 300
    assert standing.fitness.usable
    assert {one.check for one in standing.newest} >= {CheckKind.SENT, CheckKind.BACK}
    due = {one.check: one.state for one in standing.due}
    assert due[CheckKind.LINEARITY] is DueState.OVERDUE


def test_sources_are_here_tested_and_looked_for(services):
    assert [one.name for one in services.sources.here()] == ["CS-1", "CO-1"]
    assert services.sources.inventory_due().last is not None
    counter = next(
        one for one in services.facilities.instruments() if one.kind is InstrumentKind.WIPE_COUNTER
    )
    assert len(services.instruments.efficiencies(counter.id, services.desk.today())) == 3
