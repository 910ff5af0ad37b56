"""Prints how much longer our work takes than the bare work under it, each measured in the same run: medians, no verdict.

Run as `python -m tests.perf.ratios`; it takes a minute or two.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from au_desktop.domain.roles import Role
from au_desktop.security.vault import Vault
from tests.centers import (
    PASSPHRASES,
    PROJECT,
    CenterFolder,
    equip,
    fill_and_submit,
    make_center,
    plan_case,
    slot,
    start,
)

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QEvent, QObject, QTimer
"""
# Only the window is watched: a filter on the application would hand every event of every widget to Python.
QUIT_ON_PAINT = """
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.done:
            self.done = True
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
    done = False
"""
BARE_WINDOW = f"""
import os, sys
{BARE}
{QUIT_ON_PAINT}
application = QApplication(sys.argv)
watch = Watch()
window = QWidget()
window.installEventFilter(watch)
window.resize(900, 640)
window.show()
application.exec()
"""
UNLOCK_WINDOW = f"""
import os, sys
{BARE}
{QUIT_ON_PAINT}
from au_desktop import app
watch = Watch()
class Watched(app.UnlockWindow):
    def show(self):
        self.installEventFilter(watch)
        super().show()
app.UnlockWindow = Watched
app.main([])
"""


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def alternating(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> float:
    """The median of our time over the median of the bare one, measured turn about."""
    pairs = [(seconds(ours), seconds(bare)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs) / median(pair[1] for pair in pairs)


def window_ratio(rounds: int = 21) -> float:
    """From the start of the process to the first paint of the unlock window, over the same of an empty window."""
    with TemporaryDirectory() as home:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(PROJECT),
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "APPDATA": home,
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled

        def run(code: str) -> None:
            subprocess.run(
                [sys.executable, "-c", code], env=environment, check=True, timeout=60, cwd=home
            )

        ours, bare = partial(run, UNLOCK_WINDOW), partial(run, BARE_WINDOW)
        ours(), bare()
        return alternating(ours, bare, rounds)


def unlock_ratio(center: CenterFolder, rounds: int = 7) -> float:
    """Unlock to usable and closed again, over the derivation of its key alone."""
    vault, person = Vault.open(center.folder), center.people[Role.RSO]

    def derive() -> None:
        vault.unlock(person, PASSPHRASES[Role.RSO])

    return alternating(lambda: center.unlock(Role.RSO).close(), derive, rounds)


def signature_ratio(center: CenterFolder, rounds: int = 15) -> float:
    """A signature with its seal, statement and log entry, over a bare Ed25519 signature and a file synced to disk."""
    with center.opened() as opened:
        equip(opened.services)
        case_id = plan_case(opened.services, center.people[Role.PRECEPTOR])
    key, scratch = Ed25519PrivateKey.generate(), center.folder / "synced"
    content = bytes(4096)

    def bare() -> None:
        signature = key.sign(content)
        with scratch.open("ab") as opened_file:
            opened_file.write(content + signature)
            opened_file.flush()
            os.fsync(opened_file.fileno())

    times = []
    with center.opened(Role.PRECEPTOR) as opened:
        services = opened.services
        signer = services.signing.signer(PASSPHRASES[Role.PRECEPTOR])
        for _ in range(rounds):
            run_id = start(services, case_id)
            fill_and_submit(services, run_id)
            position = slot(services, run_id, "supervised")
            times.append(
                (
                    seconds(partial(services.signing.sign_with, signer, run_id, position)),
                    seconds(bare),
                )
            )
    return median(pair[0] for pair in times) / median(pair[1] for pair in times)


def main() -> None:
    """Print every ratio that can be measured here."""
    print(f"start to unlock prompt / bare PySide6 window: {window_ratio():.2f}")  # noqa: T201
    with suppress(ImportError):
        from tests.perf.workbook_ratio import workbook_ratio

        ratios = [workbook_ratio() for _ in range(3)]
        print(f"workbook export / same cells through bare XlsxWriter: {median(ratios):.2f}")  # noqa: T201
    with TemporaryDirectory() as folder:
        center = make_center(Path(folder) / "Hillside.aucenter")
        print(f"unlock / its key derivation alone (floor): {unlock_ratio(center):.2f}")  # noqa: T201
        ratio = signature_ratio(center)
        print(f"signature beyond key derivation / bare Ed25519 and a synced file: {ratio:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
