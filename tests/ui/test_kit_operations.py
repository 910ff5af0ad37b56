"""Use cases run in order off the screen thread; results come back on it, or nowhere when nobody waits."""

import threading

import pytest
from PySide6.QtCore import QObject

from au_desktop.domain.errors import Cancelled, NotFound
from au_desktop.ui.kit.operations import Operations
from tests.fakes_ui import ImmediateOperations


@pytest.fixture
def operations(qapp):
    made = Operations()
    yield made
    assert made.shutdown()


def test_results_come_in_order_on_the_screen_thread(operations, qtbot):
    heard, workers = [], set()

    def work(number):
        workers.add(threading.current_thread())
        return number

    for number in range(20):
        operations.run(
            lambda n=number: work(n), lambda n: heard.append((n, threading.current_thread()))
        )
    qtbot.waitUntil(lambda: len(heard) == 20)
    assert [number for number, _ in heard] == list(range(20))
    assert {thread for _, thread in heard} == {threading.main_thread()}
    assert threading.main_thread() not in workers


def test_a_gone_owner_hears_nothing(operations, qtbot):
    owner, heard = QObject(), []
    gate = threading.Event()
    operations.run(gate.wait, heard.append, owner=owner)
    operations.run(lambda: None, lambda _: heard.append("last"))
    import shiboken6

    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not operations.busy)
    assert heard == ["last"]


def test_a_rule_that_says_no_goes_to_failed(operations, qtbot):
    failures = []

    def work():
        raise NotFound("case", "1")

    operations.run(work, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], NotFound)


def test_a_bug_reaches_failed_and_the_last_chance_hook(operations, qtbot):
    failures = []

    def work():
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        operations.run(work, lambda _: None, failures.append)
        qtbot.waitUntil(lambda: bool(failures))
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_long_work_tells_progress_and_can_be_cancelled(operations, qtbot):
    told, failures, running = [], [], threading.Event()

    def work(token):
        token.progress(1, 2)
        token.fraction(0.25)
        running.set()
        while True:
            token.check()

    job = operations.run_long(
        work, lambda _: None, failures.append, progress=lambda at, total: told.append((at, total))
    )
    qtbot.waitUntil(lambda: len(told) == 2)
    assert running.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(failures))
    assert told == [(1, 2), (25, 100)]
    assert isinstance(failures[0], Cancelled)


def test_busy_is_told_once_at_start_and_end(operations, qtbot):
    heard = []
    operations.busy_changed.connect(lambda busy, label: heard.append((busy, label)))
    operations.run(lambda: 1, lambda _: None, label="Saving")
    operations.run(lambda: 2, lambda _: None, label="More")
    qtbot.waitUntil(lambda: not operations.busy)
    assert heard == [(True, "Saving"), (False, "")]


def test_nothing_starts_after_shutdown(qapp):
    operations = Operations()
    assert operations.shutdown()
    started = []
    job = operations.run(lambda: started.append(1), lambda _: None)
    assert job.token.cancelled
    assert started == []


def test_the_double_behaves_alike():
    operations, heard = ImmediateOperations(), []
    operations.run(lambda: 1, heard.append)
    operations.hold()
    operations.run_long(lambda token: token.progress(1, 3), heard.append, progress=lambda *_: None)
    assert heard == [1]
    operations.release()
    assert heard == [1, None]


def test_the_last_work_waits_for_all_and_stops_what_is_long(operations, qtbot):
    order, begun = [], threading.Event()

    def long_work(token):
        begun.set()
        while True:
            token.check()

    operations.run_long(
        long_work, lambda _: None, lambda error: order.append(type(error).__name__)
    )
    begun.wait()
    operations.run(lambda: order.append("written"), lambda _: None)
    with qtbot.waitSignal(operations.busy_changed, check_params_cb=lambda busy, _: not busy):
        operations.run_last(lambda: order.append("closed"), lambda _: order.append("told"))
    assert order.index("written") < order.index("closed") < order.index("told")
    assert "Cancelled" in order
