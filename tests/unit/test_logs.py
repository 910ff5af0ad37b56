"""The log names types and places; what a variable held or a library said stays out of it."""

import logging
import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from au_desktop import logs

_LOG = logging.getLogger("au_desktop.tests")
pytestmark = pytest.mark.expects_log


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger("au_desktop")
    hooks, handlers, level = (
        (sys.excepthook, threading.excepthook),
        list(root.handlers),
        root.level,
    )
    yield
    sys.excepthook, threading.excepthook = hooks
    for handler in list(root.handlers):
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()
    for handler in handlers:
        if handler not in root.handlers:
            root.addHandler(handler)
    root.setLevel(level)


def _fail(passphrase: str) -> None:
    message = f"cannot open with {passphrase}"
    raise ValueError(message)


def _fail_because(passphrase: str) -> None:
    try:
        _fail(passphrase)
    except ValueError as error:
        raise KeyError(passphrase) from error


def test_an_exception_is_logged_as_types_and_places_only(tmp_path: Path) -> None:
    file = logs.configure(tmp_path / "logs")
    assert file is not None
    try:
        _fail_because("correct horse")
    except KeyError:
        _LOG.exception("could not unlock")
    text = file.read_text(encoding="utf-8")
    assert "correct horse" not in text
    assert "could not unlock" in text
    assert text.index("builtins.ValueError") < text.index("builtins.KeyError")
    assert "test_logs.py" in text
    assert "in _fail_because" in text
    assert str(Path(__file__).resolve().parent) not in text


def test_a_loop_of_causes_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    text = logs.PlacesOnlyFormatter().formatException((ValueError, first, None))
    assert text == "builtins.KeyError\nbuiltins.ValueError"


def test_a_second_configure_moves_the_log(tmp_path: Path) -> None:
    first, second = logs.configure(tmp_path / "a"), logs.configure(tmp_path / "b")
    _LOG.info("here")
    assert first is not None
    assert second is not None
    assert first.read_text(encoding="utf-8") == ""
    assert "here" in second.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="rights of a file are POSIX's")
def test_only_the_owner_reads_the_log(tmp_path: Path) -> None:
    file = logs.configure(tmp_path)
    assert file is not None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written_does_not_stop_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    assert logs.configure(in_the_way) is None
    _LOG.warning("said aloud")
    assert "said aloud" in capsys.readouterr().err


def test_what_nobody_caught_is_logged_and_told(tmp_path: Path) -> None:
    file = logs.configure(tmp_path)
    told: list[BaseException] = []
    logs.install_last_chance_hook(told.append)
    error = RuntimeError("patient AB-12")
    sys.excepthook(RuntimeError, error, None)
    thread = threading.Thread(target=_fail, args=("AB-12",))
    thread.start()
    thread.join()
    assert [type(one) for one in told] == [RuntimeError, ValueError]
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert text.count("nobody caught this") == 2
    assert "AB-12" not in text


def test_an_apology_that_fails_is_logged_too(tmp_path: Path) -> None:
    file = logs.configure(tmp_path)

    def tell(error: BaseException) -> None:
        raise OSError(str(error))

    logs.install_last_chance_hook(tell)
    sys.excepthook(RuntimeError, RuntimeError("first"), None)
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert "nobody caught this" in text
    assert "the apology failed" in text


def test_an_interrupt_is_not_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = logs.configure(tmp_path)
    told: list[BaseException] = []
    logs.install_last_chance_hook(told.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert file is not None
    assert file.read_text(encoding="utf-8") == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err
