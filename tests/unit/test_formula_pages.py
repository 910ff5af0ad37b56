"""The help pages of the calculations say what the program does: generated, and named one by one for the command line."""

import pytest

from au_desktop.services.calculating.calculation_rows import (
    CalculationRow,
    formulas_page,
    list_calculations,
)
from tests.builders import RESOURCES, reference

HELP = RESOURCES / "help"


def test_the_page_of_the_formulas_is_in_step() -> None:
    """Where it is not, write what `formulas_page()` gives into the file."""
    assert (HELP / "formulas.md").read_text(encoding="utf-8") == formulas_page()


def test_the_page_names_every_part() -> None:
    page = formulas_page()
    for row in list_calculations():
        for words in (row.equation, row.valid, row.citation, f"`{row.name}`"):
            assert words in page
    assert "Needs checking" in page
    assert "| required |" in page
    assert "`dosage_check`" in page


@pytest.mark.parametrize("row", list_calculations(), ids=lambda row: row.name)
def test_the_command_line_page_documents_every_name(row: CalculationRow) -> None:
    text = (HELP / "command_line.md").read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if line.startswith(f"| `{row.name}` |"))
    _, inputs, results = (part.strip() for part in line.strip("| ").split(" | "))
    assert [name.strip("`") for name in inputs.replace("[", "").replace("]", "").split()] == [
        one.name for one in row.inputs
    ]
    assert [name.strip("`") for name in results.split(", ")] == [o.name for o in row.outputs]


def test_quantities_of_appendix_c() -> None:
    """10 CFR 20.1902(e), 20.2201(a): posting above 10 times, loss at once from 1,000 times; the quantities need checking."""
    lutetium = reference().labeling_quantities["Lu-177"]
    assert lutetium.posting_above.format() == "1000 µCi"
    assert lutetium.loss_at_once_from.format() == "100000 µCi"
    assert lutetium.basis.verify
