"""Course templates: what is known of a didactic course, editable, so that its certificate is entered with a few keys."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CourseId
from au_desktop.domain.training.hours import HourPart


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
        if self.total_hours is not None and self.total_hours <= 0:
            raise Invalid("hours", "must be above zero")
        if any(module.hours is not None and module.hours <= 0 for module in self.modules):
            raise Invalid("hours", "of a module must be above zero")

    @property
    def parts(self) -> tuple[HourPart, ...]:
        """Hours by topic as far as modules state them; the rest of the stated total belongs to no topic yet."""
        by_topic: dict[str, Decimal] = {}
        for module in self.modules:
            if module.hours is not None:
                by_topic[module.topic] = by_topic.get(module.topic, Decimal(0)) + module.hours
        rest = (self.total_hours or Decimal(0)) - sum(by_topic.values(), Decimal(0))
        if rest > 0:
            by_topic[""] = by_topic.get("", Decimal(0)) + rest
        return tuple(HourPart(topic, hours) for topic, hours in sorted(by_topic.items()))
