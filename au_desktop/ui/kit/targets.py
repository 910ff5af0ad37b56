"""What one page may ask another to show beside a plain record id, and how a page reads the id that it is given."""

from dataclasses import dataclass
from uuid import UUID

from au_desktop.domain.ids import TraineeId


@dataclass(frozen=True, slots=True)
class NewCase:
    """Open the dialog for a new case, filled as far as the asking page knows it."""

    trainee_id: TraineeId | None = None


def record_id(target: object) -> UUID | None:
    """The id that a target is, whether it came as an id or as its text."""
    if isinstance(target, UUID):
        return target
    try:
        return UUID(str(target))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class TabTarget:
    """A tab of a page by its key, and what to show on it."""

    tab: str
    record: object = None
