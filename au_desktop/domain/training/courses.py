"""Course templates: what is known of a didactic course, editable, so that its certificate is entered with a few keys."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CourseId


@dataclass(frozen=True, slots=True)
class CourseModule:
    """One talk or unit: its title, the topic it belongs to (empty where unknown), its hours where stated."""

    title: str
    topic: str = ""
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CourseTemplate:
    """A course; `complete` is False where only some of its modules are known."""

    id: CourseId
    title: str
    provider: str = ""
    sections: tuple[str, ...] = ()
    total_hours: Decimal | None = None
    modules: tuple[CourseModule, ...] = ()
    complete: bool = False
    source: str = ""
    verify: bool = True
    retired: bool = False

    def __post_init__(self) -> None:
        """A course is found by its title."""
        if not self.title.strip():
            raise Invalid("title", "is empty")
