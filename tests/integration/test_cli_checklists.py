"""The verb that lists the checklists: by family, one whole, or all of them as a document."""

import pytest

from au_desktop.cli.verb_context import CANNOT_TELL, SOUND
from tests.command_line import CommandLine
from tests.shipped_checklists import SHIPPED


@pytest.fixture
def run(capsys):
    return CommandLine(capsys)


def test_the_list_names_every_checklist_under_its_family(run):
    said = run("checklists")
    lines = said.out.splitlines()

    assert said.code == SOUND
    assert lines[0] == "Treatment"
    assert len([line for line in lines if line.startswith("  ")]) == len(SHIPPED)
    assert "  leak_test: Leak test of a sealed source, 25 items" in lines


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.id)
def test_one_checklist_is_printed_with_every_item_and_basis(template, run):
    said = run("checklists", template.id)

    assert said.code == SOUND
    assert said.out.splitlines()[0] == template.title
    assert said.out.count("      basis: ") == len(template.items)
    for item in template.items:
        assert f"  {item.title}\n" in said.out
        assert item.basis.citation in said.out


def test_the_document_holds_all_tables_with_their_marks(run):
    said = run("checklists", "--markdown")
    heads = [line[2:] for line in said.out.splitlines() if line.startswith("# ")]

    assert heads[0] == "Checklist library"
    assert len(heads) == 1 + len(SHIPPED)
    marks = sum(item.basis.verify for template in SHIPPED for item in template.items)
    assert said.out.count("<br>**needs checking** |") == marks


def test_one_table_comes_alone(run):
    said = run("checklists", "meter_calibration", "--markdown")

    assert said.out.startswith("# Survey meter calibration\n")
    assert "action below -20 % or above 20 %" in said.out
    assert "Checklist library" not in said.out


def test_an_unknown_checklist_is_refused_with_the_way_to_the_list(run):
    said = run("checklists", "no_such")

    assert said.code == CANNOT_TELL
    assert "There is no checklist no_such" in said.err
