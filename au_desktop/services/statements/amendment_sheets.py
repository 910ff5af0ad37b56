"""An amendment beside the version that it replaces: both sheets, what changed, and the signatures of both."""

from dataclasses import dataclass

from au_desktop.domain.checklists.amendments import AnswerChange, AnswerPair, answer_pairs
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import RunId
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.run_sheets import RunSheet, RunSheets
from au_desktop.services.desk import Desk
from au_desktop.services.statements.signing import JudgedSignature, Signing


@dataclass(frozen=True, slots=True)
class VersionSide:
    """One of the two versions: its sheet and its signatures as of now."""

    sheet: RunSheet
    signatures: tuple[JudgedSignature, ...]

    @property
    def code(self) -> str:
        """The number of the run."""
        return run_code(self.sheet.run.number)


@dataclass(frozen=True, slots=True)
class AmendmentSheet:
    """Both versions; `amended_by` is the name of whoever began the newer one."""

    old: VersionSide
    new: VersionSide
    pairs: tuple[AnswerPair, ...]
    amended_by: str

    @property
    def changes(self) -> tuple[AnswerPair, ...]:
        """The items that do not read the same."""
        return tuple(pair for pair in self.pairs if pair.change is not AnswerChange.SAME)


class AmendmentSheets:
    """Read-only use cases about amendments."""

    def __init__(self, desk: Desk, sheets: RunSheets, signing: Signing) -> None:
        self._desk, self._sheets, self._signing = desk, sheets, signing

    def compare(self, run_id: RunId) -> AmendmentSheet:
        """The amendment with that id beside the version before it.

        Raises:
            NotFound: the run amends nothing.
        """
        new = self._sheets.sheet(run_id)
        if new.run.amends is None:
            raise NotFound("earlier version", run_code(new.run.number))
        old = self._sheets.sheet(new.run.amends)
        with self._desk.unit_of_work() as uow:
            name = uow.people.get(new.run.started_by).name
        return AmendmentSheet(
            self._side(old), self._side(new), answer_pairs(new.template, old.run, new.run), name
        )

    def _side(self, sheet: RunSheet) -> VersionSide:
        return VersionSide(sheet, self._signing.signatures(sheet.run.id))
