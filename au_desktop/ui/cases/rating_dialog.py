"""The dialogs of the dual rating: to claim or rate a part, showing nothing of the other side; and to settle a difference."""

from dataclasses import dataclass

from PySide6.QtWidgets import QScrollArea, QWidget

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.ratings import PartStatement
from au_desktop.services.cases.dual_ratings import Judgment, RatingView
from au_desktop.ui.cases.rating_fields import LevelRows, PartChoice, legend
from au_desktop.ui.cases.rating_words import side_by_side
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field, text_field

WRONG = "The passphrase does not fit. Check Caps Lock and the keyboard layout."
_LABELS = 118


@dataclass(frozen=True, slots=True)
class RatingWords:
    """What a dialog says: its title, what it is for, and its button."""

    title: str
    text: str
    action: str
    name: str = "rating"


CLAIM = RatingWords(
    "State the part",
    "What the trainee did in this case, as the trainee sees it. The preceptor rates it without seeing this.",
    "State it",
)
RATE = RatingWords(
    "Rate the part",
    "What you saw the trainee do. What the trainee claims is shown once you have signed.",
    "Sign the rating",
)
RESOLVE = RatingWords(
    "Settle the difference",
    "Talk it over, then record what both stand by, and why. Claim and rating stay as they were said.",
    "Sign",
    "rating_settled",
)


class _RatingDialog(Dialog):
    """Listen to `accepted_by_person`; ask `complete()`, then for the values."""

    def __init__(self, words: RatingWords, about: str, parent: QWidget, *, signs: bool) -> None:
        super().__init__(words.title, parent=parent, primary=words.action, name=words.name)
        self.body.addWidget(text_label(about, "strong", wrap=True))
        self.add_text(words.text, "muted")
        self.part = PartChoice()
        self.part.changed.connect(lambda: self.set_error(""))
        self.part.buttons[Part.OBSERVED].setFocus()
        self._signs = signs
        self.passphrase = text_field(secret=True)
        self.form = LabelledForm([], label_width=_LABELS)

    def _add_form(self, fields: list[Field]) -> None:
        if self._signs:
            fields.append(Field("passphrase", "Your passphrase", self.passphrase, required=True))
        self.form = LabelledForm(fields, label_width=_LABELS)
        self.body.addWidget(self.form)

    def complete(self) -> bool:
        """Whether a part is chosen and every needed field is filled; else the reason is shown."""
        filled = self.form.check_required()
        if self.part.value() is None:
            self.set_error("Choose the part first.")
            self.part.buttons[Part.OBSERVED].setFocus()
            return False
        if not filled:
            self.form.focus_first_error()
        return filled

    def chosen_part(self) -> Part:
        """The part, once `complete` has said yes."""
        return self.part.value() or Part.OBSERVED

    def show_failure(self, error: Exception) -> None:
        """It was not written: say why; a wrong passphrase beside its field."""
        self.set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            self.form.set_error("passphrase", WRONG)
            self.passphrase.selectAll()
            self.passphrase.setFocus()
            return
        self.set_error(messages.sentence_for(error).text)


class JudgmentDialog(_RatingDialog):
    """Claims or rates: the part in big letters, levels for the steps that were seen, a comment."""

    def __init__(
        self,
        words: RatingWords,
        about: str,
        reference: Reference,
        parent: QWidget,
        *,
        before: PartStatement | None = None,
    ) -> None:
        super().__init__(words, about, parent, signs=words is RATE)
        self.levels = LevelRows(reference.competencies)
        area = named(QScrollArea(), "Levels")
        area.setWidgetResizable(True)
        area.setWidget(self.levels)
        self.body.addWidget(self.part)
        self.body.addWidget(text_label("Levels, where you saw the step (optional)", "strong"))
        self.body.addWidget(legend(reference.competencies))
        self.body.addWidget(area, 1)
        self._add_form([Field("comment", "Comment", paragraph_field(2))])
        self.resize(680, 760)
        if before is not None:
            self.part.set_value(before.part)
            self.levels.set_value(before.levels)
            self.form.set_values({"comment": before.comment})

    def judgment(self) -> Judgment:
        """What was said."""
        comment = str(self.form.value("comment") or "")
        return Judgment(self.chosen_part(), self.levels.value(), comment)


class ResolveDialog(_RatingDialog):
    """Shows claim and rating side by side, and asks what stands and why."""

    def __init__(
        self, about: str, view: RatingView, reference: Reference, parent: QWidget
    ) -> None:
        super().__init__(RESOLVE, about, parent, signs=True)
        self.body.addWidget(side_by_side(view, reference))
        self.body.addWidget(text_label("What stands", "strong"))
        self.body.addWidget(self.part)
        self._add_form([Field("reason", "Reason", paragraph_field(2), required=True)])
        self.resize(640, 560)

    def reason(self) -> str:
        """Why."""
        return str(self.form.value("reason") or "")
