"""The kinds of checklist a center works with, and the family in which each is looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Family(StrEnum):
    """Where people look for a checklist."""

    TREATMENT = "Treatment"
    DOSAGE = "Directive and dosage"
    PATIENT = "Patient and visitors"
    AREA = "Rooms, packages and surveys"
    WASTE = "Waste"
    EVENT = "Spills and events"
    INSTRUMENT = "Instruments and sources"
    PEOPLE = "People"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class ChecklistKind:
    """One kind: what it is called, and its family."""

    title: str
    family: Family


def _of(family: Family, titles: Mapping[str, str]) -> dict[str, ChecklistKind]:
    return {kind: ChecklistKind(title, family) for kind, title in titles.items()}


KINDS: Mapping[str, ChecklistKind] = MappingProxyType(
    {
        **_of(Family.TREATMENT, {"administration": "Administration"}),
        **_of(
            Family.DOSAGE,
            {
                "written_directive": "Written directive",
                "time_out": "Time-out",
                "dosage_assay": "Dosage assay",
                "dosage_residual": "Residual and net dosage",
            },
        ),
        **_of(
            Family.PATIENT,
            {
                "patient_release": "Patient release",
                "inpatient_room": "Inpatient room",
                "visitor": "Visitor",
            },
        ),
        **_of(
            Family.AREA,
            {
                "package_receipt": "Package receipt",
                "room_preparation": "Room preparation",
                "area_survey": "Area survey",
                "wipe_test": "Wipe test",
                "room_release": "Room release",
            },
        ),
        **_of(
            Family.WASTE,
            {
                "waste_close": "Waste container closed",
                "waste_survey": "Waste survey",
                "waste_disposal": "Waste disposal",
            },
        ),
        **_of(
            Family.EVENT,
            {
                "spill": "Spill",
                "extravasation": "Extravasation",
                "medical_event_screen": "Medical event screen",
                "patient_emergency": "Emergency or death of a patient",
            },
        ),
        **_of(
            Family.INSTRUMENT,
            {
                "calibrator_constancy": "Dose calibrator constancy",
                "calibrator_linearity": "Dose calibrator linearity",
                "calibrator_accuracy": "Dose calibrator accuracy",
                "calibrator_geometry": "Dose calibrator geometry",
                "meter_check": "Survey meter check",
                "meter_calibration": "Survey meter calibration",
                "counter_check": "Well counter check",
                "leak_test": "Leak test",
                "source_inventory": "Source inventory",
            },
        ),
        **_of(
            Family.PEOPLE,
            {
                "trainee_orientation": "Orientation of a visiting trainee",
                "trainee_instruction": "Instruction of a trainee",
                "safety_instruction": "Radiation safety instruction",
                "competency": "Competency debrief",
                "self_audit": "Self-audit",
            },
        ),
    }
)


def kind_of(kind: str) -> ChecklistKind:
    """What a kind is called; a center's own kind stands under its own name in the family "Other"."""
    return KINDS.get(kind) or ChecklistKind(kind.replace("_", " ").capitalize(), Family.OTHER)
