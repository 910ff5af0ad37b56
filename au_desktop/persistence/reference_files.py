"""The one door for the reference data: reads resources/reference, validates each entry, hands over frozen values."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from au_desktop.domain.quantities import (
    QUANTITY_TYPES,
    Activity,
    AnyQuantity,
    Duration,
    QuantityKind,
)
from au_desktop.domain.reference.competencies import Competency
from au_desktop.domain.reference.dated_limits import Limit, Measure
from au_desktop.domain.reference.drugs import Drug, LabelFact, Regulation, Route, UsualDosage
from au_desktop.domain.reference.library import Reference, ReferenceDataError
from au_desktop.domain.reference.nuclides import (
    Contaminant,
    Emission,
    GammaConstant,
    GammaSource,
    HalfLife,
    HalfLifeSource,
    Nuclide,
    PhotonLine,
)
from au_desktop.domain.training.ratings import HIGHEST_LEVEL
from au_desktop.persistence.basis_entries import Bases, basis_of, read_bases
from au_desktop.persistence.course_files import read_course
from au_desktop.persistence.event_rule_files import read_event_rules
from au_desktop.persistence.profile_files import read_profile
from au_desktop.persistence.program_files import read_host, read_program
from au_desktop.persistence.release_sheet_files import (
    read_intake,
    read_release_method,
    read_release_sheet,
)
from au_desktop.persistence.safety_table_files import (
    read_breastfeeding,
    read_contamination_level,
    read_labeling_quantity,
    read_release_activity,
    read_sewer_limit,
    read_spill_level,
)
from au_desktop.persistence.toml_entries import Entry, read_toml
from au_desktop.persistence.upkeep_files import read_instruction_subject, read_retention_period


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)


def load_reference(folder: Path) -> Reference:
    """Read the reference data of a folder; refuse with `ReferenceDataError` naming file, entry and reason."""
    bases = read_bases(folder / "basis.toml")
    profiles = sorted((folder / "profiles").glob("*.toml"))
    tables: dict[str, Any] = {
        field: _read_file(folder / f"{file}.toml", key, bases, read)
        for field, file, key, read in _tables()
    }
    reference = Reference(
        profiles=_by_id((path.name, read_profile(path, bases)) for path in profiles),
        competencies=_competencies(folder / "competencies.toml", bases),
        event_rules=read_event_rules(folder / "event_rules.toml", bases),
        **tables,
    )
    _refuse_loose_ends(reference)
    return reference


def _tables() -> tuple[tuple[str, str, str, Callable[[Entry, Bases], Any]], ...]:
    """The field, the file, the key of its entries, and what reads one."""
    return (
        ("nuclides", "nuclides", "nuclide", _nuclide),
        ("drugs", "drugs", "drug", _drug),
        ("limits", "limits", "limit", _limit),
        ("programs", "programs", "program", read_program),
        ("hosts", "hosts", "host", read_host),
        ("courses", "courses", "course", read_course),
        ("release_activities", "release_activities", "release_activity", read_release_activity),
        ("breastfeeding", "breastfeeding", "breastfeeding", read_breastfeeding),
        (
            "contamination_levels",
            "contamination_levels",
            "contamination_level",
            read_contamination_level,
        ),
        ("spill_levels", "spill_levels", "spill_level", read_spill_level),
        ("sewer_limits", "sewer_limits", "sewer_limit", read_sewer_limit),
        ("labeling_quantities", "quantities", "quantity", read_labeling_quantity),
        (
            "instruction_subjects",
            "instruction_subjects",
            "instruction_subject",
            read_instruction_subject,
        ),
        ("retention_periods", "retention_periods", "retention_period", read_retention_period),
        ("release_sheets", "release_instructions", "release_sheet", read_release_sheet),
        ("release_methods", "release_methods", "release_method", read_release_method),
        ("intake_factors", "intake_factors", "intake_factor", read_intake),
    )


def _refuse_loose_ends(reference: Reference) -> None:
    if not reference.profiles:
        raise ReferenceDataError("profiles", "", "holds no jurisdiction profile")
    for drug in reference.drugs.values():
        if drug.nuclide_id not in reference.nuclides:
            raise ReferenceDataError("drugs.toml", drug.id, f"unknown nuclide {drug.nuclide_id}")


def _read_file(
    path: Path, key: str, bases: Bases, read: Callable[[Entry, Bases], T]
) -> Mapping[str, T]:
    document = Entry(path.name, "", read_toml(path))
    found = _by_id((path.name, _read_entry(entry, bases, read)) for entry in document.entries(key))
    document.close()
    if not found:
        raise ReferenceDataError(path.name, "", f"holds no {key}")
    return found


def _competencies(path: Path, bases: Bases) -> Mapping[str, Competency]:
    document = Entry(path.name, "", read_toml(path))
    levels = document.texts("levels")
    if len(levels) != HIGHEST_LEVEL + 1:
        raise document.refuse(f"levels: one word for each from 0 to {HIGHEST_LEVEL}")

    def competency(entry: Entry, known: Bases) -> Competency:
        return Competency(entry.text("id"), entry.text("title"), levels, basis_of(entry, known))

    found = _by_id(
        (path.name, _read_entry(entry, bases, competency))
        for entry in document.entries("competency")
    )
    document.close()
    return found


def _read_entry(entry: Entry, bases: Bases, read: Callable[[Entry, Bases], T]) -> T:
    entry.relabel(entry.text("id"))
    value = read(entry, bases)
    entry.close()
    return value


def _by_id(entries: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for file, entry in entries:
        if entry.id in found:
            raise ReferenceDataError(file, entry.id, "the id is used twice")
        found[entry.id] = entry
    return MappingProxyType(found)


def _nuclide(entry: Entry, bases: Bases) -> Nuclide:
    half_lives = tuple(_half_life(part, bases) for part in entry.entries("half_lives"))
    if not half_lives:
        raise entry.refuse("has no half-life")
    return Nuclide(
        id=entry.text("id"),
        name=entry.text("name"),
        decay_modes=entry.texts("decay_modes"),
        emission=entry.choice("emission", Emission),
        half_lives=half_lives,
        photons=tuple(_photon(part, bases) for part in entry.entries("photons")),
        gamma_constants=tuple(_gamma(part, bases) for part in entry.entries("gamma_constants")),
        contaminants=tuple(_contaminant(part, bases) for part in entry.entries("contaminants")),
        progeny=entry.text("progeny", ""),
        note=entry.text("note", ""),
        basis=basis_of(entry, bases),
    )


def _half_life(entry: Entry, bases: Bases) -> HalfLife:
    value = entry.quantity("value", Duration)
    if not value.amount:
        raise entry.refuse("value is zero")
    half_life = HalfLife(entry.choice("source", HalfLifeSource), value, basis_of(entry, bases))
    entry.close()
    return half_life


def _photon(entry: Entry, bases: Bases) -> PhotonLine:
    line = PhotonLine(
        energy_kev=entry.text("energy_kev"),
        percent=entry.decimal("percent") if entry.has("percent") else None,
        emitter=entry.text("emitter", ""),
        basis=basis_of(entry, bases),
    )
    entry.close()
    return line


def _gamma(entry: Entry, bases: Bases) -> GammaConstant:
    constant = GammaConstant(
        source=entry.choice("source", GammaSource),
        r_cm2_per_mci_h=entry.decimal("value"),
        basis=basis_of(entry, bases),
        includes=entry.text("includes", ""),
    )
    entry.close()
    return constant


def _contaminant(entry: Entry, bases: Bases) -> Contaminant:
    contaminant = Contaminant(
        nuclide=entry.text("nuclide"),
        half_life=entry.quantity("half_life", Duration) if entry.has("half_life") else None,
        route=entry.text("route", ""),
        known=entry.text("known"),
        basis=basis_of(entry, bases),
        expected=entry.flag("expected") if entry.has("expected") else False,
        fraction=entry.decimal("fraction") if entry.has("fraction") else None,
    )
    entry.close()
    return contaminant


def _drug(entry: Entry, bases: Bases) -> Drug:
    return Drug(
        id=entry.text("id"),
        generic_name=entry.text("generic_name"),
        brand_names=entry.texts("brand_names"),
        nuclide_id=entry.text("nuclide"),
        route=entry.choice("route", Route),
        regulation=entry.choice("regulation", Regulation),
        is_sodium_iodide=entry.flag("is_sodium_iodide"),
        usual_dosages=tuple(_dosage(part, bases) for part in entry.entries("usual_dosages")),
        facts=tuple(_fact(part, bases) for part in entry.entries("facts")),
        supply=entry.text("supply", ""),
        supply_basis=basis_of(entry, bases, "supply_basis"),
        regulation_basis=basis_of(entry, bases, "regulation_basis"),
        basis=basis_of(entry, bases),
    )


def _activity(entry: Entry, key: str) -> Activity | None:
    return entry.quantity(key, Activity) if entry.has(key) else None


def _dosage(entry: Entry, bases: Bases) -> UsualDosage:
    dosage = UsualDosage(
        text=entry.text("text"),
        activity=_activity(entry, "activity"),
        low=_activity(entry, "low"),
        high=_activity(entry, "high"),
        per_kilogram=_activity(entry, "per_kilogram"),
        interval=entry.text("interval", ""),
        basis=basis_of(entry, bases),
    )
    if dosage.low and dosage.high and dosage.low > dosage.high:
        raise entry.refuse("low is above high")
    entry.close()
    return dosage


def _fact(entry: Entry, bases: Bases) -> LabelFact:
    fact = LabelFact(entry.text("topic"), entry.text("text"), basis_of(entry, bases))
    entry.close()
    return fact


def _limit(entry: Entry, bases: Bases) -> Limit:
    return Limit(
        id=entry.text("id"),
        title=entry.text("title"),
        value=_limit_value(entry),
        inclusive=entry.flag("inclusive"),
        basis=basis_of(entry, bases),
    )


def _limit_value(entry: Entry) -> AnyQuantity | Measure:
    if not entry.has("kind"):
        return Measure(entry.decimal("value"), entry.text("unit", ""))
    return entry.quantity("value", QUANTITY_TYPES[entry.choice("kind", QuantityKind)])
