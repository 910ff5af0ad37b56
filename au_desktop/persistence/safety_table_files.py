"""Reads the tables of radiation safety: release activities, breastfeeding, contamination, spills, sewer, Appendix C."""

from decimal import Decimal

from au_desktop.domain.quantities import Activity, DoseRate, Duration
from au_desktop.domain.reference.breastfeeding_advice import AdviceSource, BreastfeedingAdvice
from au_desktop.domain.reference.contamination_levels import (
    AreaClass,
    ContaminationLevel,
    LevelSet,
    NuclideGroup,
)
from au_desktop.domain.reference.part_20_tables import LabelingQuantity, SewerLimit
from au_desktop.domain.reference.release_activities import ReleaseActivity, ReleaseLevel
from au_desktop.domain.reference.spill_levels import SpillLevel
from au_desktop.persistence.basis_entries import Bases, basis_of
from au_desktop.persistence.toml_entries import Entry


def read_release_activity(entry: Entry, bases: Bases) -> ReleaseActivity:
    """One row of Tables 1 and 2 of the guide."""
    levels = entry.has("release")
    return ReleaseActivity(
        id=entry.text("id"),
        nuclide_id=entry.text("nuclide"),
        half_life=entry.quantity("half_life", Duration) if levels else None,
        gamma=entry.decimal("gamma") if levels else None,
        release=_level(entry.entry("release")) if levels else None,
        instructions=_level(entry.entry("instructions")) if levels else None,
        note=entry.text("note", ""),
        basis=basis_of(entry, bases),
    )


def _level(entry: Entry) -> ReleaseLevel:
    level = ReleaseLevel(
        activity=entry.quantity("activity", Activity),
        activity_si=entry.quantity("activity_si", Activity),
        rate=entry.quantity("rate", DoseRate),
        rate_si=entry.quantity("rate_si", DoseRate),
    )
    entry.close()
    return level


def read_breastfeeding(entry: Entry, bases: Bases) -> BreastfeedingAdvice:
    """What one source says of one agent."""
    return BreastfeedingAdvice(
        id=entry.text("id"),
        agent=entry.text("agent"),
        names=entry.texts("names"),
        nuclides=entry.texts("nuclides"),
        source=entry.choice("source", AdviceSource),
        instructions_above=_activity(entry, "instructions_above"),
        record_above=_activity(entry, "record_above"),
        interruption=entry.text("interruption", ""),
        note=entry.text("note", ""),
        basis=basis_of(entry, bases),
        instructions_above_si=_activity(entry, "instructions_above_si"),
        record_above_si=_activity(entry, "record_above_si"),
    )


def read_contamination_level(entry: Entry, bases: Bases) -> ContaminationLevel:
    """One cell of a set of contamination levels."""
    return ContaminationLevel(
        id=entry.text("id"),
        level_set=entry.choice("set", LevelSet),
        area=entry.choice("area", AreaClass),
        group=entry.choice("group", NuclideGroup),
        removable=entry.decimal("removable"),
        average=_number(entry, "average"),
        maximum=_number(entry, "maximum"),
        nuclides=entry.texts("nuclides"),
        unlisted=entry.flag("unlisted") if entry.has("unlisted") else False,
        note=entry.text("note", ""),
        basis=basis_of(entry, bases),
    )


def read_spill_level(entry: Entry, bases: Bases) -> SpillLevel:
    """One nuclide of a list of spill levels; `any_amount` says so where there is no dividing activity."""
    major_from = _activity(entry, "major_from")
    if (major_from is None) is not (entry.has("any_amount") and entry.flag("any_amount")):
        raise entry.refuse("has either a dividing activity or any_amount = true")
    return SpillLevel(
        id=entry.text("id"),
        nuclide_id=entry.text("nuclide"),
        published=entry.text("published"),
        major_from=major_from,
        evacuate_from=_activity(entry, "evacuate_from"),
        note=entry.text("note", ""),
        basis=basis_of(entry, bases),
    )


def read_sewer_limit(entry: Entry, bases: Bases) -> SewerLimit:
    """One concentration limit of Appendix B, Table 3."""
    limit = entry.decimal("microcuries_per_ml")
    if not limit:
        raise entry.refuse("microcuries_per_ml is zero")
    return SewerLimit(entry.text("id"), limit, entry.text("note", ""), basis_of(entry, bases))


def read_labeling_quantity(entry: Entry, bases: Bases) -> LabelingQuantity:
    """One quantity of Appendix C."""
    return LabelingQuantity(
        entry.text("id"),
        entry.quantity("quantity", Activity),
        entry.text("note", ""),
        basis_of(entry, bases),
    )


def _activity(entry: Entry, key: str) -> Activity | None:
    return entry.quantity(key, Activity) if entry.has(key) else None


def _number(entry: Entry, key: str) -> Decimal | None:
    return entry.decimal(key) if entry.has(key) else None
