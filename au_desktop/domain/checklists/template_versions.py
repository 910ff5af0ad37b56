"""Which version of a template is in use: the center's own stands in front of the program's, each from its first day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.moments import Moment


class Origin(StrEnum):
    """Whose version it is."""

    PROGRAM = "program"
    CENTER = "center"


class VersionState(StrEnum):
    """How a version or a whole checklist stands."""

    IN_USE = "in use"
    LATER = "from a later day"
    EARLIER = "earlier"
    UPDATE = "update"
    RETIRED = "retired"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class VersionHead:
    """What is known of a version without reading it whole.

    Args:
        digest: the address of its content.
        template_id: stays the same through all versions.
        version: its number.
        title: what people call it.
        effective_from: its first day of use.
        taken_at: when the program brought it; None: before that was noted, or it is the center's own.
        published_at: when the center published it; None: the program's.
        kind: what kind of work it is for.
    """

    digest: str
    template_id: str
    version: int
    title: str
    effective_from: date
    taken_at: Moment | None = None
    published_at: Moment | None = None
    kind: str = ""

    @property
    def origin(self) -> Origin:
        """Whose version it is."""
        return Origin.PROGRAM if self.published_at is None else Origin.CENTER


def current_head(heads: Iterable[VersionHead], day: date) -> VersionHead | None:
    """The version of one template that is in use on a day.

    The newest of the center's own whose first day has come, else the program's newest. What the program dates ahead waits
    too, unless nothing else is there: a checklist that came with the program is never without a version.
    """
    listed = list(heads)
    center = [head for head in listed if head.origin is Origin.CENTER]
    begun = _newest(head for head in center if head.effective_from <= day)
    if begun is not None:
        return begun
    program = [head for head in listed if head.origin is Origin.PROGRAM]
    return _newest(head for head in program if head.effective_from <= day) or _newest(program)


def without_replaced(
    current: Iterable[tuple[VersionHead, Template]],
) -> tuple[tuple[VersionHead, Template], ...]:
    """What is in use without the program's templates that another of them takes the place of; a center's own stays."""
    found = tuple(current)
    gone = {key for _, template in found for key in template.replaces}
    return tuple(
        (head, template)
        for head, template in found
        if head.origin is Origin.CENTER or head.template_id not in gone
    )


def latest_head(heads: Iterable[VersionHead]) -> VersionHead | None:
    """The version that a next one takes the place of: the center's newest, whether begun or not, else the program's."""
    listed = list(heads)
    center = _newest(head for head in listed if head.origin is Origin.CENTER)
    return center or _newest(listed)


def coming_head(heads: Sequence[VersionHead], day: date) -> VersionHead | None:
    """The version that takes over next, where one is published for a later day."""
    current = current_head(heads, day)
    own = current is not None and current.origin is Origin.CENTER
    later = (
        head
        for head in heads
        if head.origin is Origin.CENTER
        and head.effective_from > day
        and not (own and current is not None and head.version < current.version)
    )
    return min(later, key=lambda head: (head.effective_from, -head.version), default=None)


def update_head(heads: Iterable[VersionHead]) -> VersionHead | None:
    """The program's newest version, where it came in after the center had published its own, which stands in front of it."""
    listed = list(heads)
    own = _newest(head for head in listed if head.published_at is not None)
    brought = _newest(head for head in listed if head.taken_at is not None)
    if own is None or brought is None or own.published_at is None or brought.taken_at is None:
        return None
    return brought if brought.taken_at.utc > own.published_at.utc else None


def _newest(heads: Iterable[VersionHead]) -> VersionHead | None:
    return max(heads, key=_number, default=None)


def _number(head: VersionHead) -> int:
    return head.version
