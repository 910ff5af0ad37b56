"""Garbage is collected on the screen thread, when the interpreter's own thresholds say that it is due."""

import gc
import weakref

import pytest

from au_desktop.ui.kit.garbage_watch import GarbageWatch


class Knot:
    """Refers to itself: only a collection frees it."""

    def __init__(self):
        self.me = self


@pytest.fixture
def watch(qapp):
    made = GarbageWatch()
    yield made
    made.deleteLater()


def test_nothing_is_collected_by_itself(watch):
    assert not gc.isenabled()


def test_what_is_due_is_collected(watch):
    gc.collect()
    knot = weakref.ref(Knot())
    assert watch.collect_due() == 0
    assert knot() is not None
    kept = [[] for _ in range(gc.get_threshold()[0] + 1)]
    assert watch.collect_due() > 0
    assert knot() is None
    assert kept


def test_the_timer_runs(watch):
    assert watch._timer.isActive()
