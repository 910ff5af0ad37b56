"""Runs use cases off the screen thread, in order, long work beside them, and brings each result back to the screen."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from au_desktop.domain.errors import Cancelled, DomainError, OutsideError

T = TypeVar("T")
Progress = Callable[[int, int], None]


class CancelToken:
    """How long work hears that it should stop, and tells how far it is. Safe to use from both threads."""

    def __init__(self, tell: Callable[[int, int], None] | None = None) -> None:
        self._stop = threading.Event()
        self._tell = tell

    @property
    def cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._stop.set()

    def check(self) -> None:
        """Stop here when asked to.

        Raises:
            Cancelled: a person stopped the work.
        """
        if self._stop.is_set():
            raise Cancelled

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is, and stop when asked to."""
        self.check()
        if self._tell is not None:
            self._tell(done, total)

    def fraction(self, part: float) -> None:
        """Tell how far the work is as a part of one, and stop when asked to."""
        self.progress(round(part * 100), 100)


@dataclass(slots=True)
class Job:
    """One use case on its way: what to run, and whom to tell."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None = None
    owner: QObject | None = None
    label: str = ""
    progress: Progress | None = None
    token: CancelToken = field(default_factory=CancelToken)
    long: bool = False

    @property
    def wanted(self) -> bool:
        """Whether whoever asked is still there."""
        return self.owner is None or shiboken6.isValid(self.owner)

    def cancel(self) -> None:
        """Ask long work to stop; work that has not started will not start."""
        self.token.cancel()


class Runner(Protocol):
    """What pages need of operations; the test double gives the same."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
        label: str = "",
    ) -> Job:
        """Run a use case; `done` gets its result on the screen thread."""
        ...

    def run_long(
        self,
        work: Callable[[CancelToken], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
        progress: Progress | None = None,
    ) -> Job:
        """Run long work that hears the cancel token and tells its progress."""
        ...

    def run_last(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run after everything asked for before; long work is stopped first. For closing the center."""
        ...


def deliver(job: Job, result: object, error: Exception | None) -> None:
    """Tell whoever asked. A bug is told and then raised for the last-chance hook; an owner that is gone hears nothing."""
    expected = isinstance(error, DomainError | OutsideError)
    if job.wanted:
        if error is None:
            job.done(result)
        elif job.failed is not None:
            job.failed(error)
        elif expected:
            from au_desktop.ui.kit import messages  # not before the unlock prompt is on screen

            messages.show_error(job.owner, error)
    if error is not None and not expected:
        raise error


def carry_out(job: Job) -> tuple[object, Exception | None]:
    """Do the work of a job and keep its result or its error."""
    try:
        job.token.check()
        return job.work(), None
    except Exception as error:  # noqa: BLE001 - carried to the screen thread and raised there
        return None, error


class Operations(QObject):
    """Use cases run on one worker thread, in the order in which they were asked for; long work has a thread of its own.

    An answer typed during an export is written at once: it does not stand in line behind the export.
    """

    busy_changed = Signal(bool, str)
    _finished = Signal(object, object, object)
    _advanced = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._waiting_long: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._open: list[Job] = []
        self._closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._finished.connect(self._on_finished, queued)
        self._advanced.connect(self._on_advanced, queued)
        self._threads = [
            threading.Thread(target=self._work, args=(waiting,), name=name, daemon=True)
            for waiting, name in (
                (self._waiting, "operations"),
                (self._waiting_long, "long operations"),
            )
        ]

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
        label: str = "",
    ) -> Job:
        """Run a use case; `done` gets its result on the screen thread, or `failed` its error."""
        return self._enqueue(Job(work, done, failed, owner, label), self._waiting)

    def run_long(
        self,
        work: Callable[[CancelToken], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
        progress: Progress | None = None,
    ) -> Job:
        """Run long work; `progress(done, total)` is called on the screen thread."""
        job = Job(lambda: None, done, failed, owner, "", progress, long=True)
        job.token = CancelToken(lambda at, total: self._advanced.emit(job, at, total))
        job.work = lambda: work(job.token)
        return self._enqueue(job, self._waiting_long)

    def run_last(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run after everything asked for before; long work is stopped first. For closing the center."""
        for job in self._open:
            if job.long:
                job.cancel()
        quiet = threading.Event()
        self._enqueue(Job(quiet.set, lambda _nothing: None, long=True), self._waiting_long)

        def after_all() -> T:
            quiet.wait()
            return work()

        return self._enqueue(Job(after_all, done, failed, owner), self._waiting)

    @property
    def busy(self) -> bool:
        """Whether something is running or waiting."""
        return bool(self._open)

    def shutdown(self, wait_seconds: float = 10.0) -> bool:
        """Cancel long work, finish what runs, start nothing more; False when something still runs."""
        self._closed = True
        for job in self._open:
            job.cancel()
        for waiting in (self._waiting, self._waiting_long):
            waiting.put(None)
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(wait_seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _enqueue(self, job: Job, waiting: "queue.SimpleQueue[Job | None]") -> Job:
        if self._closed:
            job.cancel()
            return job
        for thread in self._threads:  # begun at the first work: the first window need not wait
            if thread.ident is None:
                thread.start()
        self._open.append(job)
        if len(self._open) == 1:
            self.busy_changed.emit(True, job.label)
        waiting.put(job)
        return job

    def _work(self, waiting: "queue.SimpleQueue[Job | None]") -> None:
        while (job := waiting.get()) is not None:
            result, error = carry_out(job)
            if shiboken6.isValid(self):
                self._finished.emit(job, result, error)
            del job, result, error

    def _on_finished(self, job: Job, result: object, error: Exception | None) -> None:
        self._open.remove(job)
        if not self._open:
            self.busy_changed.emit(False, "")
        if not self._closed:
            deliver(job, result, error)

    def _on_advanced(self, job: Job, at: int, total: int) -> None:
        if job.progress is not None and job.wanted and not job.token.cancelled:
            job.progress(at, total)
