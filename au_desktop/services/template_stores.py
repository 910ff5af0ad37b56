"""What the use cases ask of the store of checklist templates: versions by digest, signed acts, and how versions are used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from au_desktop.domain.checklists.template_versions import VersionHead
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.template_acts import TemplateAct


@dataclass(frozen=True, slots=True)
class VersionUse:
    """How many runs were filled with a version, void ones included, and how many of them are still drafts."""

    runs: int = 0
    drafts: int = 0


class TemplateStore(Protocol):
    """Template versions by the hash of their content, and what was signed about them; none of it is ever changed."""

    def get(self, digest: str) -> Template:
        """The version by the hex digest of its content; raises `NotFound`."""
        ...

    def has(self, digest: str) -> bool:
        """Whether the version is stored."""
        ...

    def add(self, digest: str, template: Template, taken_at: Moment | None = None) -> None:
        """Store a version; storing it again changes nothing. `taken_at`: when the program brought it."""
        ...

    def current(self, day: date) -> tuple[tuple[str, Template], ...]:
        """The version of every template that is in use on a day, with its hash, by title; retired templates are left out."""
        ...

    def heads(self, template_id: str | None = None) -> tuple[VersionHead, ...]:
        """What is known of each version of one template, or of all, in the order of id and version."""
        ...

    def retired(self) -> frozenset[str]:
        """The ids of the templates that were retired and not brought back."""
        ...

    def acts(self) -> tuple[TemplateAct, ...]:
        """Every signed act, in the order it came."""
        ...

    def add_act(self, act: TemplateAct) -> None:
        """Store a signed act."""
        ...

    def uses(self, template_id: str) -> Mapping[str, VersionUse]:
        """How the versions of one template are used, by hash; unused ones are left out."""
        ...
