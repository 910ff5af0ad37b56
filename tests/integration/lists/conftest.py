"""Filled centers for the tests of lists."""

from collections.abc import Iterator

import pytest

from tests.perf.big_center import Sizes
from tests.read_centers import ReadCenters

BUSY = Sizes(trainees=40, cases=400, runs=900, answers_a_run=0, log_entries=10, days=300)


@pytest.fixture(scope="session")
def centers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadCenters]:
    """Small ones, with every odd state."""
    made = ReadCenters(tmp_path_factory.mktemp("centers"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadCenters]:
    """One with hundreds of records that share their words."""
    made = ReadCenters(tmp_path_factory.mktemp("busy"), BUSY)
    yield made
    made.close()
