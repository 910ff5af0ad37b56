"""The door of the reference data: the shipped files pass, and each planted fault is named by file, entry and reason."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from au_desktop.domain.errors import NotFound
from au_desktop.domain.quantities import Activity, Dose
from au_desktop.domain.reference.dated_limits import Measure
from au_desktop.domain.reference.drugs import Route, RouteFamily
from au_desktop.domain.reference.library import ReferenceDataError
from au_desktop.domain.reference.nuclides import GammaSource, HalfLifeSource
from au_desktop.persistence.reference_files import load_reference
from tests.builders import RESOURCES, reference

NRC = "profiles/nrc-2019.toml"
LATE_START = "recognized_from = 2024-01-01\nrecognized_until = 2023-12-31"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RESOURCES / "reference", tmp_path / "reference"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_files_load() -> None:
    data = reference()
    assert len(data.nuclides) == 67
    assert len(data.drugs) == 11
    assert set(data.profiles) == {"nrc-2019", "example-state-four"}
    lutetium = data.nuclide("Lu-177")
    assert lutetium.half_life(HalfLifeSource.ENSDF).value.format() == "6.6443 d"
    assert lutetium.dis_eligible
    assert {c.nuclide for c in lutetium.decay_in_storage_flags} == {"Lu-177m"}
    assert data.limit("release-dose").value == Dose.parse("0.5 rem")
    assert data.limit("dosage-tolerance").amount == Decimal(20)
    assert data.limit("dosage-tolerance").unit == "%"
    assert isinstance(data.limit("wipe-restricted-middle").value, Measure)
    assert data.limit("release-dose").unit == "mSv"


def test_figures_that_nobody_read_are_marked() -> None:
    data = reference()
    assert data.limit("ambient-unrestricted").basis.verify
    assert data.limit("wipe-unrestricted-alpha").basis.verify
    assert data.profile("example-state-four").verify
    assert not data.profile("nrc-2019").verify
    assert data.nuclide("Tc-99m").verify
    assert not data.nuclide("Cu-67").verify
    assert data.drug("lu-177-dotatate").verify


def test_a_drug_by_its_route_and_name() -> None:
    drug = reference().drug("lu-177-dotatate")
    assert drug.title == "Lu-177 dotatate (Lutathera)"
    assert drug.route.family is RouteFamily.PARENTERAL
    assert Route.ORAL.family is RouteFamily.ORAL
    assert drug.usual_dosages[0].activity == Activity.parse("200 mCi")


def test_a_figure_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        reference().nuclide("Lu-177").half_life(HalfLifeSource.GUIDE)
    with pytest.raises(NotFound):
        reference().nuclide("Lu-177").gamma_constant(GammaSource.GUIDE)


@pytest.mark.parametrize(
    ("planted", "entry", "reason"),
    [
        (("nuclides.toml", 'value = "8.0207 d"', 'value = "8,0207 d"'), "I-131, half_lives 1", "comma"),
        (("nuclides.toml", 'value = "8.0207 d"', 'value = "0 d"'), "I-131, half_lives 1", "zero"),
        (("nuclides.toml", 'value = "8.0207 d"', "value = 8.0207"), "I-131, half_lives 1", "is not text"),
        (("nuclides.toml", 'basis = "icrp107"', 'basis = "hearsay"'), "I-131, half_lives 1", "hearsay"),
        (("nuclides.toml", "percent = 81.5", "percent = -1"), "I-131, photons 1", "at least 0"),
        (("nuclides.toml", "percent = 81.5", "percent = true"), "I-131, photons 1", "not a number"),
        (("nuclides.toml", 'emission = "beta"', 'emission = "gamma"'), "I-131", "none of"),
        (("nuclides.toml", 'decay_modes = ["β−"]', "decay_modes = [1]"), "I-131", "not text"),
        (("nuclides.toml", 'name = "iodine-131"', 'name = " "'), "I-131", "blank"),
        (("nuclides.toml", 'name = "iodine-131"', 'title = "iodine-131"'), "I-131", "name is missing"),
        (("nuclides.toml", 'name = "iodine-131"', 'name = "iodine-131"\ncolor = "red"'), "I-131", "unknown key color"),
        (("nuclides.toml", 'id = "Lu-177"', 'id = "I-131"'), "I-131", "used twice"),
        (("nuclides.toml", "[[nuclide]]", "[[element]]"), "", "unknown key element"),
        (("drugs.toml", 'nuclide = "Lu-177"', 'nuclide = "Xx-1"'), "lu-177-dotatate", "unknown nuclide"),
        (("drugs.toml", "is_sodium_iodide = false", 'is_sodium_iodide = "no"'), "lu-177-dotatate", "true or false"),
        (("drugs.toml", 'low = "148 MBq"', 'low = "148 GBq"'), "i-131-sodium-iodide, usual_dosages 1", "above high"),
        (("limits.toml", 'kind = "dose"', 'kind = "wealth"'), "medical-event-effective-dose", "none of"),
        (("limits.toml", 'id = "dosage-tolerance"', "id = 7"), "limit 1", "is not text"),
        (("basis.toml", "as_of = 2026-11-22", 'as_of = "today"'), "icrp107", "not a date"),
        (("basis.toml", 'id = "ensdf"', 'id = "icrp107"'), "icrp107", "used twice"),
        ((NRC, "case_minimum = 3", "case_minimum = -3"), "nrc-2019", "whole number"),
        ((NRC, "case_minimum = 3", "case_minimum = true"), "nrc-2019", "whole number"),
        ((NRC, 'narrow_section = "35.392"', 'narrow_section = "35.399"'), "nrc-2019", "unknown route 35.399"),
        ((NRC, 'code = "G3"', 'code = "G1"'), "nrc-2019", "used twice"),
        ((NRC, '{ code = "G2", section', '{ code = "G9", section'), "nrc-2019", "unknown category G9"),
        ((NRC, 'emissions = ["beta"', 'emissions = ["delta"'), "G3, match", "delta"),
        ((NRC, "hours = {", "hours = [] # {"), "nrc-2019", "not a table"),
        ((NRC, 'named = [{ section = "35.390" }]\n', ""), "35.390, entrances 3", "license names sections"),
        ((NRC, 'board_sections = ["35.390"]\n', ""), "35.390, entrances 1", "boards are recognized"),
        ((NRC, "waits_for_amendment = true", "waits_for_amendment = false"), "35.390, entrances 2", "not both"),
        ((NRC, 'needs = ["cases"]', 'needs = ["luck"]'), "35.390, entrances 1", "luck"),
        ((NRC, 'kind = "training"', 'kind = "charm"'), "35.390, entrances 2", "none of"),
        ((NRC, "I attest that {name} has", "I attest that they have"), "35.390, attestation", "exactly once"),
        ((NRC, "recognized_until = 2023-12-31", LATE_START), "abr", "before it begins"),
        ((NRC, 'id = "abnm"', 'id = "abr"'), "nrc-2019", "boards are missing or used twice"),
        ((NRC, 'part = "H2"', 'part = "H1"'), "nrc-2019", "crosswalk are missing or used twice"),
        ((NRC, 'recent_basis = "10-cfr-35.59"', 'recent_basis = "hearsay"'), "nrc-2019", "hearsay"),
        ((NRC, 'experience_codes = ["G1", "G2"]', 'experience_codes = ["G1", "G9"]'), "nrc-2019", "unknown category G9"),
        ((NRC, 'id = "nrc-2019"', 'id = "example-state-four"'), "example-state-four", "used twice"),
    ],
)  # fmt: skip
def test_a_fault_is_named(
    folder: Path, planted: tuple[str, str, str], entry: str, reason: str
) -> None:
    file, old, new = planted
    change(folder, file, old, new)
    with pytest.raises(ReferenceDataError) as refused:
        load_reference(folder)
    assert refused.value.file == Path(file).name
    assert refused.value.entry == entry
    assert reason in refused.value.reason


def test_a_list_that_holds_no_tables_is_refused(folder: Path) -> None:
    (folder / "limits.toml").write_text("limit = [1]\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="not a table"):
        load_reference(folder)


def test_a_nuclide_without_half_life_is_refused(folder: Path) -> None:
    text = 'nuclide = [{ id = "X-1", name = "x", decay_modes = [], emission = "beta", basis = "icrp107" }]\n'
    (folder / "nuclides.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="has no half-life"):
        load_reference(folder)


@pytest.mark.parametrize("text", ["", "# nothing here\n"])
def test_an_empty_file_is_refused(folder: Path, text: str) -> None:
    (folder / "drugs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="holds no drug"):
        load_reference(folder)


def test_what_is_not_toml_is_refused(folder: Path) -> None:
    (folder / "limits.toml").write_text("[[limit\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="is not TOML"):
        load_reference(folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "basis.toml").unlink()
    with pytest.raises(ReferenceDataError, match="cannot be read"):
        load_reference(folder)


def test_a_folder_without_profiles_is_refused(folder: Path) -> None:
    shutil.rmtree(folder / "profiles")
    with pytest.raises(ReferenceDataError, match="no jurisdiction profile"):
        load_reference(folder)


def test_a_course_holds_only_what_is_known(folder: Path) -> None:
    course = load_reference(folder).courses["beyond-the-beam"]
    assert course.total_hours == Decimal(15)
    change(folder, "courses.toml", "total_hours = 15\n", "")
    course = load_reference(folder).courses["beyond-the-beam"]
    assert course.total_hours is None
    change(folder, "courses.toml", 'topic = "B"', 'subject = "B"')
    with pytest.raises(ReferenceDataError, match=r"courses.toml: .*unknown key subject"):
        load_reference(folder)
