"""The verbs about a center, on a small worked example: exit codes, what they print, and what they never print."""

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from au_desktop.cli.passphrase_source import VARIABLE
from au_desktop.example_stage import PASSPHRASE
from au_desktop.persistence.writer_lock import WriterLock
from au_desktop.services.example.worked_example import ExampleSize
from tests.command_line import COORDINATOR, PRECEPTOR, CommandLine, quick_opening


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "example.aucenter"
    quick_opening().worked_example(folder, size=ExampleSize(trainees=7, cases=4))
    return folder


@pytest.fixture
def center(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "center.aucenter"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    return CommandLine(capsys)


def a_roster(path: Path, *names: str) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["Name", "Degree", "State", "Capacity"])
    for name in names:
        sheet.append([name, "MD", "FL", ""])
    book.save(path)
    return path


def altered(workbook: Path, copy: Path) -> Path:
    from openpyxl import load_workbook

    book = load_workbook(workbook)
    book["Trainees"]["B5"] = "Somebody, Else"
    book.save(copy)
    return copy


def test_check_says_that_a_center_is_sound(run: CommandLine, center: Path) -> None:
    said = run("check", center, "--as", COORDINATOR)
    assert (said.code, said.err) == (0, "")
    assert said.value("pages") == "sound"
    assert said.value("log").endswith("unbroken")
    assert said.value("signatures").endswith("sound")


def test_a_name_may_be_written_in_any_case(run: CommandLine, center: Path) -> None:
    assert run("check", center, "--as", "casey BROOKS").code == 0


def test_a_damaged_center_is_not_sound(run: CommandLine, center: Path) -> None:
    database = center / "center.db"
    content = bytearray(database.read_bytes())
    content[20_000:20_400] = bytes(400)
    database.write_bytes(bytes(content))
    said = run("check", center, "--as", COORDINATOR)
    assert said.code == 1


def test_the_passphrase_may_come_from_a_file(
    run: CommandLine, center: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    file = tmp_path / "passphrase.txt"
    file.write_bytes(PASSPHRASE.encode() + b"\r\n")
    assert run("check", center, "--as", COORDINATOR, "--passphrase-file", file).code == 0


def test_the_file_goes_before_the_environment(
    run: CommandLine, center: Path, tmp_path: Path
) -> None:
    file = tmp_path / "passphrase.txt"
    file.write_text("not the passphrase of anyone\n", encoding="utf-8")
    said = run("check", center, "--as", COORDINATOR, "--passphrase-file", file)
    assert said.code == 2
    assert "passphrase does not" in said.err
    assert "not the passphrase of anyone" not in said.everything


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\xfa"])
def test_a_passphrase_file_that_says_nothing(
    run: CommandLine, center: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "passphrase.txt"
    if content is not None:
        file.write_bytes(content)
    said = run("check", center, "--as", COORDINATOR, "--passphrase-file", file)
    assert said.code == 2
    assert str(file) in said.err


def test_without_a_passphrase_and_a_terminal_nothing_is_asked(
    run: CommandLine, center: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    said = run("check", center, "--as", COORDINATOR)
    assert said.code == 2
    assert VARIABLE in said.err


@pytest.mark.parametrize(
    "word", ["--passphrase", "--passphrase=hunter twelve", "--password", "-p"]
)
def test_a_passphrase_is_never_an_argument(run: CommandLine, center: Path, word: str) -> None:
    said = run("check", center, "--as", COORDINATOR, word, "hunter twelve")
    assert said.code == 2
    assert "never an argument" in said.err
    assert "hunter" not in said.everything


def test_a_wrong_passphrase(
    run: CommandLine,
    center: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv(VARIABLE, "lanterns under the loud lake")
    said = run("check", center, "--as", COORDINATOR)
    assert said.code == 2
    assert COORDINATOR in said.err
    assert len(said.err.splitlines()) == 1
    assert "lanterns" not in said.everything + caplog.text


def test_an_unknown_person_learns_who_can_open_it(run: CommandLine, center: Path) -> None:
    said = run("check", center, "--as", "Nobody Here")
    assert said.code == 2
    assert COORDINATOR in said.err


def test_a_folder_that_is_no_center(run: CommandLine, tmp_path: Path) -> None:
    said = run("check", tmp_path, "--as", COORDINATOR)
    assert said.code == 2
    assert str(tmp_path) in said.err


def test_a_busy_center_says_who_has_it(run: CommandLine, center: Path) -> None:
    lock = WriterLock.acquire(center, "Robin Ellery", "2026-11-22T10:00:00+00:00")
    try:
        said = run("check", center, "--as", COORDINATOR)
    finally:
        lock.release()
    assert said.code == 2
    assert "Robin Ellery" in said.err


def test_backup_and_restore(run: CommandLine, center: Path, tmp_path: Path) -> None:
    made = run("backup", center, tmp_path / "kept", "--as", COORDINATOR)
    assert made.code == 0
    backup = Path(made.value("backup"))
    assert backup.parent == tmp_path / "kept"
    restored = run("restore", backup, tmp_path / "restored.aucenter")
    assert restored.code == 0
    assert run("check", Path(restored.value("center")), "--as", COORDINATOR).code == 0


def test_a_role_that_may_not_back_up(run: CommandLine, center: Path, tmp_path: Path) -> None:
    said = run("backup", center, tmp_path / "kept", "--as", PRECEPTOR)
    assert said.code == 1
    assert "preceptor" in said.err
    assert not list(tmp_path.glob("kept/*"))


def test_restore_refuses_what_is_no_backup_and_a_full_folder(
    run: CommandLine, center: Path, tmp_path: Path
) -> None:
    no_backup = tmp_path / "words.aubackup"
    no_backup.write_text("words", encoding="utf-8")
    assert run("restore", no_backup, tmp_path / "new").code == 2
    assert not (tmp_path / "new").exists()
    backup = Path(run("backup", center, tmp_path / "kept", "--as", COORDINATOR).value("backup"))
    assert run("restore", backup, center).code == 2


def test_a_dry_run_changes_nothing_and_an_import_does(
    run: CommandLine, center: Path, tmp_path: Path
) -> None:
    roster = a_roster(tmp_path / "roster.xlsx", "Muster, Ada", "", "Muster, Ada", "Beispiel, Ben")
    before = run("check", center, "--as", COORDINATOR).value("log")
    dry = run("import", "roster", center, roster, "--as", COORDINATOR, "--dry-run")
    assert dry.code == 0
    assert "row 2: Muster, Ada: taken" in dry.out
    assert "row 4: Muster, Ada: refused: the same physician as row 2" in dry.out
    assert run("check", center, "--as", COORDINATOR).value("log") == before
    done = run("import", "roster", center, roster, "--as", COORDINATOR)
    assert (done.code, done.out.splitlines()[-1]) == (0, "2 imported.")
    again = run("import", "roster", center, roster, "--as", COORDINATOR)
    assert again.code == 1
    assert "already on the roster" in again.out


def test_a_file_that_is_no_roster(run: CommandLine, center: Path, tmp_path: Path) -> None:
    said = run("import", "roster", center, tmp_path / "nothing.xlsx", "--as", COORDINATOR)
    assert said.code == 2
    file = tmp_path / "other.csv"
    file.write_text("apples,pears\n1,2\n", encoding="utf-8")
    assert run("import", "roster", center, file, "--as", COORDINATOR).code == 1


def test_export_then_verify(run: CommandLine, center: Path, tmp_path: Path) -> None:
    out = tmp_path / "rso.xlsx"
    dates = ("--from", "2020-01-01", "--to", "2030-12-31")
    made = run("export", "rso-workbook", center, out, "--as", PRECEPTOR, *dates)
    assert made.code == 0
    assert made.value("workbook") == str(out)
    assert made.value("period") == "2020-01-01 to 2030-12-31"
    alone = run("verify", out)
    assert alone.code == 0
    assert alone.value(str(out)) == "genuine"
    beside = run("verify", out, "--center", center, "--as", PRECEPTOR)
    assert beside.code == 0
    assert "was not compared" in alone.out
    assert "was not compared" not in beside.out
    said = run("verify", altered(out, tmp_path / "altered.xlsx"))
    assert said.code == 1
    assert "Trainees!B5" in said.out


def test_verify_cannot_tell_what_is_none_of_ours(
    run: CommandLine, center: Path, tmp_path: Path
) -> None:
    foreign = a_roster(tmp_path / "foreign.xlsx", "Muster, Ada")
    assert run("verify", foreign).code == 2
    assert run("verify", tmp_path / "missing.xlsx").code == 2
    assert run("verify", foreign, "--center", center).code == 2


@pytest.mark.parametrize(
    "dates", [("--from", "yesterday"), ("--from", "2026-02-01", "--to", "2026-01-01")]
)
def test_dates_that_cannot_be_followed(
    run: CommandLine, center: Path, tmp_path: Path, dates: tuple[str, ...]
) -> None:
    out = tmp_path / "rso.xlsx"
    said = run("export", "rso-workbook", center, out, "--as", PRECEPTOR, *dates)
    assert said.code == 2
    assert "fromisoformat" not in said.err
    assert not out.exists()


def test_a_workbook_is_not_written_under_another_ending(
    run: CommandLine, center: Path, tmp_path: Path
) -> None:
    out = tmp_path / "rso.txt"
    said = run("export", "rso-workbook", center, out, "--as", PRECEPTOR)
    assert (said.code, "does not end in .xlsx" in said.err) == (2, True)
    assert not out.exists()


def test_hours_and_cases_are_imported_too(run: CommandLine, center: Path, tmp_path: Path) -> None:
    hours = tmp_path / "hours.csv"
    hours.write_text(
        "Trainee,Kind,Topic,Hours,From,Provider,Section\n"
        "T-001,classroom,A,8,2026-01-05,Example School,35.396\n"
        "T-001,classroom,A,20,2026-01-05,Example School,35.396\n",
        encoding="utf-8",
    )
    said = run("import", "hours", center, hours, "--as", COORDINATOR)
    assert said.code == 0
    assert "row 3: T-001: refused: an hour counts once" in said.out
    assert said.out.endswith("1 imported.\n")
    cases = tmp_path / "cases.csv"
    cases.write_text(
        "Trainee,Date,Drug,Patient code,Administered (mCi)\n"
        "T-001,2026-01-06,Pluvicto,LR-4711,200\nT-999,2026-01-06,Pluvicto,LR-4712,200\n",
        encoding="utf-8",
    )
    said = run("import", "cases", center, cases, "--as", COORDINATOR)
    assert said.code == 0
    assert "row 3: T-999: refused" in said.out
    again = run("import", "cases", center, cases, "--as", COORDINATOR, "--dry-run")
    assert "the same administration as C-" in again.out
    assert again.code == 1
