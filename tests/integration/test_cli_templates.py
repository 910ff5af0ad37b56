"""The verbs about templates: what is listed, what leaves, what comes in, and what is refused."""

from pathlib import Path

import pytest

from au_desktop.cli.passphrase_source import VARIABLE
from au_desktop.domain.roles import Role
from tests.centers import NAMES, PASSPHRASES, CenterFolder, make_center
from tests.command_line import CommandLine

RSO, COORDINATOR = NAMES[Role.RSO], NAMES[Role.COORDINATOR]
SURVEY = "end_of_day_survey"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> CenterFolder:
    return make_center(tmp_path_factory.mktemp("listed") / "Listed.aucenter")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv(VARIABLE, PASSPHRASES[Role.RSO])
    return CommandLine(capsys)


def the_pack(run: CommandLine, made: CenterFolder, tmp_path: Path) -> Path:
    out = tmp_path / "ours.autemplates"
    said = run("export-templates", made.folder, out, SURVEY, "wipe_test", "--as", RSO)
    assert (said.code, said.err) == (0, "")
    assert (said.value("pack"), said.value("templates")) == (str(out), "2")
    assert len(said.value("sha256")) == 64
    return out


def test_templates_are_listed(run: CommandLine, made: CenterFolder) -> None:
    said = run("templates", made.folder, "--as", RSO)
    assert (said.code, said.err) == (0, "")
    (line,) = (line for line in said.out.splitlines() if line.startswith(f"{SURVEY}, "))
    assert ", program, in use: End" in line


def test_a_changed_one_is_listed_with_what_comes(
    run: CommandLine, made: CenterFolder, tmp_path: Path
) -> None:
    there = made.copy_to(tmp_path / "There.aucenter")
    with there.opened(Role.RSO) as center:
        editing = center.services.template_editing
        editing.begin(editing.versions("wipe_test")[0].digest)
        editing.retire(SURVEY, "old", PASSPHRASES[Role.RSO])
    lines = run("templates", there.folder, "--as", RSO).out.splitlines()
    assert any(line.startswith("wipe_test, ") and ", draft open: " in line for line in lines)
    assert any(line.startswith(f"{SURVEY}, ") and ", retired: " in line for line in lines)


def test_a_pack_leaves_and_is_taken_in(
    run: CommandLine, made: CenterFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = the_pack(run, made, tmp_path)
    there = made.copy_to(tmp_path / "There.aucenter")
    monkeypatch.setenv(VARIABLE, PASSPHRASES[Role.COORDINATOR])
    looked = run("import-templates", there.folder, pack, "--as", COORDINATOR)
    assert (looked.code, looked.err) == (0, "")
    assert looked.out.splitlines()[0] == "genuine"
    assert f"  {SURVEY}: as here: " in looked.out
    assert looked.value("taken as drafts") == "0"
    content = pack.read_text(encoding="utf-8")
    pack.write_text(content.replace("End-of-day", "Altered"), encoding="utf-8")
    altered = run("import-templates", there.folder, pack, "--as", COORDINATOR, "--take", SURVEY)
    assert altered.code == 1
    assert altered.out.startswith("NOT GENUINE")
    pack.write_text("[]", encoding="utf-8")
    refused = run("import-templates", there.folder, pack, "--as", COORDINATOR)
    assert refused.code == 2
    assert "is not a template pack" in refused.err


def test_a_template_of_another_center_becomes_a_draft(
    run: CommandLine, made: CenterFolder, tmp_path: Path
) -> None:
    there = made.copy_to(tmp_path / "There.aucenter")
    with there.opened(Role.RSO) as center:
        editing = center.services.template_editing
        key = editing.begin_copy(editing.library()[0].digest, "copied_here", "Copied").value
        editing.publish(key, center.services.desk.today(), PASSPHRASES[Role.RSO])
    out = tmp_path / "copied.autemplates"
    assert run("export-templates", there.folder, out, "copied_here", "--as", RSO).code == 0
    here = made.copy_to(tmp_path / "Here.aucenter")
    said = run("import-templates", here.folder, out, "--as", RSO, "--take", "copied_here")
    assert (said.code, said.value("taken as drafts")) == (0, "1")
    assert "  copied_here: new here: Copied" in said.out
    again = run("import-templates", here.folder, out, "--as", RSO, "--take", "copied_here")
    assert again.code == 1
    assert "A draft is open already" in again.err


def test_wrong_words_are_told(run: CommandLine, made: CenterFolder, tmp_path: Path) -> None:
    out = tmp_path / "ours.autemplates"
    unknown = run("export-templates", made.folder, out, "unheard_of", "--as", RSO)
    assert (unknown.code, unknown.err) == (
        2,
        "au-desktop: This center has no template unheard_of.\n",
    )
    other = run("export-templates", made.folder, tmp_path / "ours.json", SURVEY, "--as", RSO)
    assert other.code == 2
    pack = the_pack(run, made, tmp_path)
    missing = run("import-templates", made.folder, pack, "--as", RSO, "--take", "unheard_of")
    assert (missing.code, missing.err) == (
        2,
        "au-desktop: The pack holds no template unheard_of.\n",
    )
