"""The one door for checklist templates: reads TOML files, checks them, hands over templates or says what is wrong where."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from au_desktop.domain.checklists.faults import Known
from au_desktop.domain.checklists.template_checks import template_faults
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import OutsideError
from au_desktop.persistence.template_reading import read_template
from au_desktop.services.wording.template_words import fault_reason


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
    problems = tuple(TemplateProblem(path.name, one.where, fault_reason(one)) for one in faults)
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
