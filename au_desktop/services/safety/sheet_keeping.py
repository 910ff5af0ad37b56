"""Use cases about instruction sheets: read by agent and language, kept in versions, printed for a patient's code."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.reference.release_sheets import ShippedSheet
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instruction_sheets import (
    ENGLISH,
    CenterSheet,
    SheetText,
    refuse_sheet,
    shipped_text,
    with_label,
)
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.training.cases import refuse_identity
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.instruction_writing import (
    PrintedSheet,
    SheetWriter,
    foreign_letters,
    printed_sheet,
)

SHEET = "instruction sheet"
NOT_KEPT = "not kept yet"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet that may be edited or given: version 0 is the shipped one, with the label's words only."""

    agent: str
    title: str
    drug_ids: tuple[str, ...]
    language: str = ENGLISH
    version: int = 0
    sheet_id: UUID | None = None

    @property
    def kept(self) -> bool:
        """Whether the center kept a version of its own."""
        return self.sheet_id is not None


class InstructionSheets:
    """Use cases about sheets."""

    def __init__(self, desk: Desk, writer: SheetWriter) -> None:
        self._desk = desk
        self._writer = writer

    def rows(self) -> tuple[SheetRow, ...]:
        """Every agent's sheet in every language that is kept; the shipped one where none is."""
        with self._desk.reading() as uow:
            newest = _newest(uow)
        found: list[SheetRow] = []
        for shipped in self._desk.reference.release_sheets.values():
            mine = [one for (agent, _), one in newest.items() if agent == shipped.id]
            found.extend(_row(shipped, one) for one in mine)
            if not mine:
                found.append(SheetRow(shipped.id, shipped.title, shipped.drug_ids))
        return tuple(found)

    def for_drug(self, drug_id: str) -> tuple[SheetRow, ...]:
        """The sheets that may be given with a drug."""
        return tuple(row for row in self.rows() if drug_id in row.drug_ids)

    def text(self, agent: str, language: str = ENGLISH) -> SheetText:
        """The newest text of a sheet beside what the label says now; the shipped one where none was kept.

        Raises:
            NotFound: no such agent.
        """
        shipped = self._shipped(agent)
        kept = self.newest(agent, language)
        return shipped_text(shipped, language) if kept is None else with_label(kept.text, shipped)

    def newest(self, agent: str, language: str) -> CenterSheet | None:
        """The newest kept version, or None."""
        with self._desk.reading() as uow:
            return _newest(uow).get((agent, language))

    def versions(self, agent: str, language: str) -> tuple[CenterSheet, ...]:
        """Every kept version, newest first."""
        with self._desk.reading() as uow:
            mine = [
                one for one in uow.kept(CenterSheet, SHEET).all() if _key(one) == (agent, language)
            ]
        return tuple(sorted(mine, key=lambda one: -one.version))

    def get(self, sheet_id: UUID) -> CenterSheet:
        """One kept version; raises `NotFound`."""
        with self._desk.reading() as uow:
            return uow.kept(CenterSheet, SHEET).get(sheet_id)

    def keep(self, text: SheetText, why: str = "") -> Outcome[CenterSheet]:
        """Keep the text as the next version of its sheet; the same text again is no version.

        Raises:
            NotFound: no such agent. Invalid: the sheet lacks something.
        """
        self._shipped(text.agent)
        refuse_sheet(text)
        text = replace(text, title=text.title.strip(), language=text.language.strip())
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            before = _newest(change.uow).get((text.agent, text.language))
            if before is not None and before.text == text:
                change.nothing_to_do()
                return Outcome(before, change.changes)
            after = CenterSheet(
                self._desk.ids.new(),
                text,
                1 if before is None else before.version + 1,
                change.at,
                PersonRef(change.actor.name, change.actor.person_id),
                why.strip(),
            )
            change.uow.kept(CenterSheet, SHEET).put(after)
            old = None if before is None else before.text
            change.record("keep instruction sheet", _subject(after), old, text, why.strip())
        return Outcome(after, change.changes)

    def preview(self, text: SheetText, code: str = "", version: str = NOT_KEPT) -> PrintedSheet:
        """The text as it would be printed."""
        with self._desk.reading() as uow:
            center = CenterFacts.of(uow.facts.all()).name
        return printed_sheet(text, center, code, version)

    def print_sheet(self, sheet_id: UUID, code: str, target: Path) -> Outcome[str]:
        """Write a kept version as a PDF for a patient's code, and note that it was printed; gives its digest.

        Raises:
            Invalid: the code looks like a name, or the PDF lacks letters. NotFound: no such version.
            DiskProblem: nothing is left behind.
        """
        refuse_identity(code.strip())
        sheet = self.get(sheet_id)
        version = f"Version {sheet.version}, {sheet.text.language}, {sheet.kept_at.local.date()}"
        drawn = self.preview(sheet.text, code.strip(), version)
        foreign = foreign_letters(drawn)
        if foreign:
            raise Invalid("letters", f"the PDF has none for {foreign[:12]}; use Print, which has")
        with self._desk.change(Permission.RELEASE_PATIENTS) as change:
            digest = self._writer.write_sheet(target, drawn)
            after = {"file": target.name, "patient_code": code.strip(), "sha256": digest}
            change.record("print instruction sheet", _subject(sheet), None, after)
        return Outcome(digest, change.changes)

    def _shipped(self, agent: str) -> ShippedSheet:
        shipped = self._desk.reference.release_sheets.get(agent)
        if shipped is None:
            raise NotFound(SHEET, agent)
        return shipped


def _key(sheet: CenterSheet) -> tuple[str, str]:
    return sheet.text.agent, sheet.text.language


def _newest(uow: UnitOfWork) -> dict[tuple[str, str], CenterSheet]:
    """The newest version of each sheet; the store keeps them in the order they came."""
    return {_key(one): one for one in uow.kept(CenterSheet, SHEET).all()}


def _row(shipped: ShippedSheet, sheet: CenterSheet) -> SheetRow:
    return SheetRow(
        shipped.id,
        sheet.text.title,
        shipped.drug_ids,
        sheet.text.language,
        sheet.version,
        sheet.id,
    )


def _subject(sheet: CenterSheet) -> Subject:
    return Subject(Kind.SAFETY, sheet.id, sheet.name)
