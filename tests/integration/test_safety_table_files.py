"""The tables of radiation safety: what ships, and faults named by file, entry and reason."""

import shutil
from pathlib import Path

import pytest

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.breastfeeding_advice import AdviceSource
from au_desktop.domain.reference.library import ReferenceDataError
from au_desktop.persistence.reference_files import load_reference
from tests.builders import RESOURCES, reference


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RESOURCES / "reference", tmp_path / "reference"))


def test_what_ships() -> None:
    data = reference()
    assert len(data.release_activities) == 25
    sources = {entry.source for entry in data.breastfeeding.values()}
    assert sources == set(AdviceSource)
    assert (
        len([e for e in data.breastfeeding.values() if e.source is AdviceSource.REVISION_0]) == 25
    )
    assert len(data.contamination_levels) == 22
    assert len(data.spill_levels) == 36
    assert len(data.sewer_limits) == len(data.labeling_quantities) == 43
    assert data.labeling_quantities["I-131"].quantity == Activity.parse("1 µCi")
    assert {limit.id for limit in data.sewer_limits.values()} >= {"unlisted", "unlisted-alpha"}


def test_table_3_is_what_it_is_derived_from() -> None:
    """10 CFR 20 App. B, notes: Table 3 comes from ALIs of one digit divided by 7.3E6 mL, so it has one digit itself."""
    for limit in reference().sewer_limits.values():
        assert len(limit.microcuries_per_ml.normalize().as_tuple().digits) == 1, limit.id


@pytest.mark.parametrize(
    ("planted", "entry", "reason"),
    [
        (("release_activities.toml", 'rate = "8 mrem/h"', 'rate = "8 mrem"'), "Ag-111, release", "unit"),
        (("release_activities.toml", "gamma = 2.3", "gamma = -2.3"), "Au-198", "at least 0"),
        (("breastfeeding.toml", 'source = "RG 8.39 Rev 0"', 'source = "hearsay"'), "rev-0-i-131-nai", "none of"),
        (("contamination_levels.toml", "removable = 20\n", 'removable = "20"\n'), "nureg-unrestricted-alpha", "not a number"),
        (("spill_levels.toml", 'major_from = "1 mCi"\n', ""), "nureg-p-32", "any_amount"),
        (("spill_levels.toml", "any_amount = true", "any_amount = false"), "guide-ac-225", "any_amount"),
        (("sewer_limits.toml", "= 0.01\n", "= 0\n"), "H-3", "is zero"),
        (("quantities.toml", '"1000 µCi"', '"1000"'), "H-3", "unit missing"),
        (("nuclides.toml", "expected = true", 'expected = "yes"'), "Lu-177, contaminants 1", "true or false"),
    ],
)  # fmt: skip
def test_a_fault_is_named(
    folder: Path, planted: tuple[str, str, str], entry: str, reason: str
) -> None:
    file, old, new = planted
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ReferenceDataError) as refused:
        load_reference(folder)
    assert (refused.value.file, refused.value.entry) == (file, entry)
    assert reason in refused.value.reason
