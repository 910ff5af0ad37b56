"""The one door for checklist templates: reads TOML files, checks them, hands over templates or says what is wrong where."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from au_desktop.domain.checklists.faults import Fault, Known, TemplateFault
from au_desktop.domain.checklists.template_checks import template_faults
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import OutsideError
from au_desktop.persistence.template_reading import read_template


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One thing wrong with a template file: the item, section or sign-off (empty: the whole file), and why."""

    file: str
    item: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.item}" if self.item else self.file
        return f"{place}: {self.reason}"


class BadTemplate(OutsideError):
    """A template file cannot be used: its problems, at least one."""

    def __init__(self, problems: Iterable[TemplateProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))

    @property
    def file(self) -> str:
        """The file of the first problem."""
        return self.problems[0].file


def load_templates(folder: Path, known: Known) -> tuple[Template, ...]:
    """Every template of the folder's TOML files, by file name.

    Raises:
        BadTemplate: with the problems of all files.
    """
    templates: list[Template] = []
    problems: list[TemplateProblem] = []
    seen: dict[tuple[str, int], str] = {}
    for path in sorted(folder.glob("*.toml")):
        template, found = _read(path, known)
        problems.extend(found)
        if template is None:
            continue
        version = (template.id, template.version)
        if version in seen:
            reason = f"{template.id} version {template.version} is also in {seen[version]}"
            problems.append(TemplateProblem(path.name, "", reason))
        seen[version] = path.name
        templates.append(template)
    if problems:
        raise BadTemplate(problems)
    return tuple(templates)


def load_template(path: Path, known: Known) -> Template:
    """The template of one file.

    Raises:
        BadTemplate: with all its problems.
    """
    template, problems = _read(path, known)
    if template is None:
        raise BadTemplate(problems)
    return template


def check_template(path: Path, known: Known) -> tuple[TemplateProblem, ...]:
    """Everything that is wrong with a template file; empty when it can be used."""
    return _read(path, known)[1]


def _read(path: Path, known: Known) -> tuple[Template | None, tuple[TemplateProblem, ...]]:
    document = _document(path)
    if isinstance(document, TemplateProblem):
        return None, (document,)
    template, complaints = read_template(document)
    if template is None:
        return None, tuple(TemplateProblem(path.name, *complaint) for complaint in complaints)
    faults = template_faults(template, known)
    problems = tuple(TemplateProblem(path.name, one.where, _sentence(one)) for one in faults)
    return (None if problems else template), problems


def _document(path: Path) -> dict[str, object] | TemplateProblem:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
    except UnicodeDecodeError:
        reason = "is not UTF-8 text"
    except tomllib.TOMLDecodeError as error:
        reason = f"is not TOML: {error}"
    return TemplateProblem(path.name, "", reason)


def _sentence(found: TemplateFault) -> str:
    return SENTENCES[found.fault].format(fact=found.fact)


SENTENCES: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.BAD_KEY: "the key {fact!r} must be small letters, digits and underscores and begin with a letter",
        Fault.REPEATED_KEY: "the key {fact!r} is used more than once",
        Fault.NO_TITLE: "the title is blank",
        Fault.NO_BASIS: "the basis names no citation",
        Fault.BAD_VERSION: "the version is {fact}; it starts at 1",
        Fault.NO_SECTIONS: "the template has no sections",
        Fault.NO_ITEMS: "the section has no items",
        Fault.UNKNOWN_DRUG: "the drug {fact!r} is not in the reference data",
        Fault.CONDITION_LATER_ITEM: "the condition asks about {fact!r}, which is no earlier item",
        Fault.CONDITION_IMPOSSIBLE: "the condition asks for an answer that cannot be given: {fact}",
        Fault.LIMITS_NOT_HERE: "limits belong to numbers, quantities, computed items and timers only",
        Fault.LIMITS_OUT_OF_ORDER: "the limits must rise from low action over attention to high action",
        Fault.LIMITS_WRONG_UNIT: "the limits' unit {fact!r} cannot be compared with the item's units",
        Fault.CHOICES_MISSING: "a choice item needs choices",
        Fault.CHOICES_NOT_HERE: "choices belong to choice items only",
        Fault.CHOICE_REPEATED: "the choice {fact!r} is given more than once",
        Fault.UNITS_NOT_HERE: "units belong to numbers, quantities and computed items only",
        Fault.UNIT_WRONG: "the unit {fact!r} does not measure this kind of quantity",
        Fault.UNIT_REPEATED: "a unit is given more than once",
        Fault.ONE_UNIT_ONLY: "a computed item has one unit",
        Fault.QUANTITY_MISSING: "a quantity item must say which quantity it measures",
        Fault.QUANTITY_NOT_HERE: "only a quantity item says which quantity it measures",
        Fault.EXPECTED_IMPOSSIBLE: "the expected answer {fact!r} cannot be given",
        Fault.FORMULA_MISSING: "a computed item must name its formula",
        Fault.FORMULA_NOT_HERE: "only a computed item names a formula",
        Fault.FORMULA_UNKNOWN: "the formula {fact!r} is not known",
        Fault.ARGUMENT_UNKNOWN: "the formula takes no argument {fact!r}",
        Fault.ARGUMENT_MISSING: "the formula needs the argument {fact!r}",
        Fault.ARGUMENT_SOURCE: "the formula reads {fact!r}, which is no earlier item with a figure or time",
        Fault.PREFILL_NOT_HERE: "{fact!r} cannot fill this type of item",
        Fault.PREFILL_ITEM: "a calibration date is filled in from an earlier instrument item; no other source names one",
        Fault.PREFILL_RUN: "a first answer from an earlier run names the kind of checklist and the item; no other source does",
        Fault.LIKE_ITEM: "the amount is compared with {fact!r}, which is no earlier amount of the same kind",
        Fault.TIME_ORDER_NOT_HERE: "only times and timers are compared with another time",
        Fault.TIME_ORDER_ITEM: 'the time is compared with {fact!r}, which is no earlier time (nor "event")',
        Fault.TRAINEE_NOT_NEEDED: "the item records a trainee's part, but the template needs no trainee",
        Fault.TEXT_LENGTH: "the greatest length is {fact}; it is at least 1",
        Fault.PART_UNKNOWN: "the signature is for the section {fact!r}, which the template does not have",
        Fault.NO_SIGN_OFF: "the template asks for no sign-off",
        Fault.MEANING_UNKNOWN: "the meaning {fact!r} is none of performed, supervised, reviewed",
        Fault.MEANING_REPEATED: "the meaning {fact!r} is asked for more than once",
        Fault.NO_ROLE: "the sign-off names no role",
        Fault.ROLE_MAY_NOT_SIGN: "the role {fact!r} may not give this sign-off",
    }
)
