"""Test doubles of the window's shared parts."""

from au_desktop.ui.kit.operations import CancelToken, Job, carry_out, deliver


class ImmediateOperations:
    """Runs each use case at once, on the calling thread; keeps what was asked for."""

    def __init__(self):
        self.jobs = []
        self.waiting = []
        self.held = False

    def run(self, work, done, failed=None, owner=None, label=""):
        return self._take(Job(work, done, failed, owner, label))

    def run_long(self, work, done, failed=None, owner=None, progress=None):
        job = Job(lambda: None, done, failed, owner, "", progress)
        job.token = CancelToken(progress)
        job.work = lambda: work(job.token)
        return self._take(job)

    def run_last(self, work, done, failed=None, owner=None):
        return self._take(Job(work, done, failed, owner))

    def hold(self):
        """Keep jobs until `release`, to test what happens meanwhile."""
        self.held = True

    def release(self):
        """Run what was kept, in order."""
        self.held = False
        kept, self.waiting = self.waiting, []
        for job in kept:
            deliver(job, *carry_out(job))

    def shutdown(self, wait_seconds=0.0):
        return True

    def _take(self, job):
        self.jobs.append(job)
        if self.held:
            self.waiting.append(job)
        else:
            deliver(job, *carry_out(job))
        return job


class HandClock:
    """Seconds that a test moves by hand."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds
