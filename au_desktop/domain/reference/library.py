"""The whole reference data of one installation, looked up by id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from au_desktop.domain.errors import NotFound, OutsideError
from au_desktop.domain.reference.breastfeeding_advice import BreastfeedingAdvice
from au_desktop.domain.reference.competencies import Competency
from au_desktop.domain.reference.contamination_levels import ContaminationLevel
from au_desktop.domain.reference.dated_limits import Limit
from au_desktop.domain.reference.didactic_courses import ShippedCourse
from au_desktop.domain.reference.drugs import Drug
from au_desktop.domain.reference.event_rules import EventRules
from au_desktop.domain.reference.instruction_subjects import InstructionSubject
from au_desktop.domain.reference.nuclides import Nuclide
from au_desktop.domain.reference.part_20_tables import LabelingQuantity, SewerLimit
from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.reference.programs import ShippedHost, ShippedProgram
from au_desktop.domain.reference.release_activities import ReleaseActivity
from au_desktop.domain.reference.release_sheets import (
    ShippedIntake,
    ShippedMethod,
    ShippedSheet,
)
from au_desktop.domain.reference.retention_periods import RetentionPeriod
from au_desktop.domain.reference.spill_levels import SpillLevel

T = TypeVar("T")


class ReferenceDataError(OutsideError):
    """A file of the reference data cannot be taken: which file, which entry, and why."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}" if entry else f"{file}: {reason}")
        self.file = file
        self.entry = entry
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Reference:
    """Nuclides, drugs, profiles, limits, competencies, programs, hosts, courses and tables of radiation safety, by id."""

    nuclides: Mapping[str, Nuclide]
    drugs: Mapping[str, Drug]
    profiles: Mapping[str, JurisdictionProfile]
    limits: Mapping[str, Limit]
    competencies: Mapping[str, Competency] = field(default_factory=dict)
    programs: Mapping[str, ShippedProgram] = field(default_factory=dict)
    hosts: Mapping[str, ShippedHost] = field(default_factory=dict)
    courses: Mapping[str, ShippedCourse] = field(default_factory=dict)
    release_activities: Mapping[str, ReleaseActivity] = field(default_factory=dict)
    breastfeeding: Mapping[str, BreastfeedingAdvice] = field(default_factory=dict)
    contamination_levels: Mapping[str, ContaminationLevel] = field(default_factory=dict)
    spill_levels: Mapping[str, SpillLevel] = field(default_factory=dict)
    sewer_limits: Mapping[str, SewerLimit] = field(default_factory=dict)
    labeling_quantities: Mapping[str, LabelingQuantity] = field(default_factory=dict)
    event_rules: EventRules = field(default_factory=EventRules)
    release_sheets: Mapping[str, ShippedSheet] = field(default_factory=dict)
    release_methods: Mapping[str, ShippedMethod] = field(default_factory=dict)
    intake_factors: Mapping[str, ShippedIntake] = field(default_factory=dict)
    instruction_subjects: Mapping[str, InstructionSubject] = field(default_factory=dict)
    retention_periods: Mapping[str, RetentionPeriod] = field(default_factory=dict)

    def nuclide(self, nuclide_id: str) -> Nuclide:
        """The nuclide of an id such as "Lu-177"."""
        return _found(self.nuclides, nuclide_id, "nuclide")

    def drug(self, drug_id: str) -> Drug:
        """The drug of an id."""
        return _found(self.drugs, drug_id, "drug")

    def profile(self, profile_id: str) -> JurisdictionProfile:
        """The jurisdiction profile of an id such as "nrc-2019"."""
        return _found(self.profiles, profile_id, "jurisdiction profile")

    def limit(self, limit_id: str) -> Limit:
        """The limit of an id."""
        return _found(self.limits, limit_id, "limit")

    def nuclide_of(self, drug: Drug) -> Nuclide:
        """The nuclide that a drug carries."""
        return self.nuclide(drug.nuclide_id)


def _found(entries: Mapping[str, T], key: str, kind: str) -> T:
    entry = entries.get(key)
    if entry is None:
        raise NotFound(kind, key)
    return entry
