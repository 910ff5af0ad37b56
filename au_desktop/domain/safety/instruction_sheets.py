"""The instruction sheets of a center: by agent and language, each version as it was kept, label and center side by side."""

from dataclasses import dataclass, replace
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.reference.release_sheets import ShippedSheet, Topic
from au_desktop.domain.safety.safety_records import PersonRef

ENGLISH = "English"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One topic: what the label says with its source, and what the center says in its place."""

    topic: Topic
    label_says: str = ""
    label_basis: str = ""
    verify: bool = False
    center_says: str = ""

    @property
    def printed(self) -> str:
        """What the patient reads: the center's words, else the label's."""
        return self.center_says.strip() or self.label_says


@dataclass(frozen=True, slots=True)
class SheetText:
    """The text of a sheet while it is edited.

    Args:
        agent: id of the shipped sheet.
        title: as the sheet is headed.
        language: of the center's words.
        lines: one a topic.
        contact: the person to call.
        phone: the number.
        hours: when.
        emergency: whom to call otherwise.
    """

    agent: str
    title: str
    language: str
    lines: tuple[SheetLine, ...]
    contact: str = ""
    phone: str = ""
    hours: str = ""
    emergency: str = ""

    @property
    def said(self) -> tuple[SheetLine, ...]:
        """The lines that say something."""
        return tuple(line for line in self.lines if line.printed)

    @property
    def unsaid(self) -> tuple[Topic, ...]:
        """The topics of which neither label nor center says anything."""
        return tuple(line.topic for line in self.lines if not line.printed)

    @property
    def unchecked(self) -> tuple[Topic, ...]:
        """The topics whose printed words come from a source that must still be checked."""
        return tuple(
            line.topic for line in self.said if line.verify and not line.center_says.strip()
        )


@dataclass(frozen=True, slots=True)
class CenterSheet:
    """One kept version of a sheet; it never changes, a change is the next version."""

    id: UUID
    text: SheetText
    version: int
    kept_at: Moment
    kept_by: PersonRef
    why: str = ""

    @property
    def name(self) -> str:
        """Title, version and language, as a record names it."""
        return f"{self.text.title}, version {self.version}, {self.text.language}"


def shipped_text(shipped: ShippedSheet, language: str = ENGLISH) -> SheetText:
    """The sheet as it is shipped: what the label says, every topic of which it says nothing blank."""
    return SheetText(shipped.id, shipped.title, language, tuple(_line(shipped, t) for t in Topic))


def _line(shipped: ShippedSheet, topic: Topic) -> SheetLine:
    label = shipped.line(topic)
    if label is None:
        return SheetLine(topic)
    source = f"{label.basis.citation} ({label.basis.edition})"
    return SheetLine(topic, label.text, source, label.basis.verify)


def with_label(text: SheetText, shipped: ShippedSheet) -> SheetText:
    """A kept text beside what the label says now; the center's words stay."""
    said = {line.topic: line.center_says for line in text.lines}
    lines = tuple(
        replace(line, center_says=said.get(line.topic, "")) for line in shipped_text(shipped).lines
    )
    return replace(text, lines=lines)


def refuse_sheet(text: SheetText) -> None:
    """Refuse a sheet without title, language, or a person to call with a number.

    Source: NRC Regulatory Guide 8.39, 2.3: the instructions may include the name of a knowledgeable person to contact and
    that person's telephone number.
    """
    if not text.title.strip():
        raise Invalid("title", "is missing")
    if not text.language.strip():
        raise Invalid("language", "is missing")
    if not text.contact.strip() or not text.phone.strip():
        raise Invalid("contact", "name the person to call and the telephone number")
    if not text.said:
        raise Invalid("sheet", "says nothing yet")
