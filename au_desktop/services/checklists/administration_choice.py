"""Which administration checklists fit a case: those of its drug whose limits its prescribed dosage keeps."""

from collections.abc import Iterable

from au_desktop.domain.checklists.limits import Limits, is_action
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.units import in_unit
from au_desktop.domain.training.cases import Case, Prescribed
from au_desktop.services.checklists.carry_over import ADMINISTRATION

PRESCRIBED = "prescribed"
"""The item of an administration that holds the prescribed dosage, and the limit of the checklist with it."""


def fitting_administrations(templates: Iterable[Template], case: Case) -> tuple[Template, ...]:
    """The checklists written for the drug of the case; of several, those that its dosage is within the limits of.

    Oral sodium iodide has one checklist on each side of 33 mCi. Where the dosage is within the limits of none, all are given:
    the checklist itself then stops at it.
    """
    written = tuple(
        template
        for template in templates
        if template.kind == ADMINISTRATION and case.drug_id in template.drugs
    )
    prescribed = case.prescribed
    if prescribed is None:
        return written
    return tuple(one for one in written if _takes(one, prescribed)) or written


def _takes(template: Template, prescribed: Prescribed) -> bool:
    """Whether the dosage, of a range its upper end, asks for no action by the limits of the checklist."""
    limits = template.item(PRESCRIBED).limits if template.has_item(PRESCRIBED) else None
    return limits is None or not _acts(limits, prescribed)


def _acts(limits: Limits, prescribed: Prescribed) -> bool:
    dosage = prescribed.high or prescribed.low
    amount = in_unit(dosage.amount, dosage.unit.value, limits.unit)
    broken = None if amount is None else limits.breach(amount)
    return broken is not None and is_action(broken[0])
