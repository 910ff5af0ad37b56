"""The fields of the case dialog, in the units that the settings put first."""

from au_desktop.domain.quantities import Activity
from au_desktop.domain.quantity_display import UnitSystem, in_system
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.training.cases import CaseState, Part
from au_desktop.settings import Settings
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.pick_edit import PickEdit
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.training_words import units_of

_UNITS = {
    UnitSystem.SI: ("GBq", "MBq", "mCi", "µCi"),
    UnitSystem.CURIE: ("mCi", "µCi", "GBq", "MBq"),
}
_AGREED = ((True, "Yes"), (False, "No"))


def given_fields(reference: Reference, settings: Settings, trainee: PickEdit) -> list[Field]:
    """What was given to whom, and when."""
    states = ((CaseState.GIVEN, "Given"), (CaseState.PLANNED, "Planned"))
    drugs = [(drug.id, drug.title) for drug in reference.drugs.values()]
    return [
        Field("state", "State", choice_field(states)),
        Field("on", "Date", DateEdit(), required=True),
        Field("trainee_id", "Trainee", trainee, required=True),
        Field("drug_id", "Drug", choice_field(drugs, empty="Choose the drug"), required=True),
        Field(
            "prescribed",
            "Prescribed",
            activity_field(settings),
            "The single dosage, or the lower end of the range.",
        ),
        Field(
            "prescribed_high",
            "up to",
            activity_field(settings),
            "Only where the directive prescribes a range.",
        ),
        Field("administered", "Administered", activity_field(settings)),
    ]


def under_fields() -> list[Field]:
    """Who supervised, where, and what else the record needs."""
    parts = [(part, part.value.capitalize()) for part in Part]
    return [
        Field("part", "Part taken", choice_field(parts, empty="Not stated yet")),
        Field("supervisor_id", "Supervising AU", choice_field([], empty="Not chosen yet")),
        Field("location", "Location", text_field()),
        Field("license_number", "License number", text_field()),
        Field(
            "patient_code",
            "Patient code",
            text_field(),
            "The center's own code; never a name, birth date or record number.",
        ),
        Field(
            "visitor_agreed",
            "Visitor agreed",
            choice_field(_AGREED, empty="Not stated"),
            "Whether the patient agreed to the trainee's presence.",
        ),
        Field("notes", "Notes", paragraph_field(2)),
    ]


def activity_field(settings: Settings) -> QuantityEdit:
    """A field for an activity, in the units that the settings put first, with the other unit beside it."""
    first = units_of(settings)

    def other(activity: Activity) -> str:
        units = {unit.value for unit in type(activity.unit) if unit.value.endswith("Bq")}
        second = UnitSystem.CURIE if activity.unit.value in units else UnitSystem.SI
        return f"= {in_system(activity, second)}"

    return QuantityEdit(
        Activity.parse, _UNITS[first], show=lambda value: value.format(), echo=other
    )
