"""What is asked before a signature: a telephone number, a director's affirmations, whom to ask, and why to withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QTextBrowser

from au_desktop.domain.training.standings.attestation_rules import (
    AskedFor,
    DirectorClaim,
    RecordedConcurrence,
)
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.worksheet_html import sheet_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.ids import PersonId, SupervisorId
    from au_desktop.domain.people import Person
    from au_desktop.domain.signing.statements import Statement
    from au_desktop.domain.training.standings.attestation_rules import Attested
    from au_desktop.domain.training.supervisors import SupervisingAU

SAFETY_ONLY = "Radiation-safety attestation only, not general clinical competency."
_ASKED_WORDS = {
    AskedFor.PRECEPTOR: "Preceptor attestation",
    AskedFor.DIRECTOR: "Residency program director attestation",
    AskedFor.CONCURRENCE: "Concurrence as authorized user of the residency faculty",
}


class PreceptorDialog(Dialog):
    """The sentence, and the telephone number that the form asks for."""

    def __init__(self, attested: Attested, parent: QWidget) -> None:
        super().__init__("Attest", parent=parent, primary="See the evidence", name="attest")
        self.setMinimumWidth(560)
        self.add_text(attested.sentence(), "strong")
        self.add_text(SAFETY_ONLY, "muted")
        self.telephone = text_field()
        self.form = LabelledForm(
            [
                Field(
                    "telephone",
                    "Your telephone",
                    self.telephone,
                    hint="As the form asks; optional.",
                )
            ]
        )
        self.body.addWidget(self.form)
        self.telephone.setFocus(Qt.FocusReason.OtherFocusReason)


class DirectorDialog(Dialog):
    """What a residency program director affirms, and who of the faculty concurs."""

    def __init__(
        self,
        attested: Attested,
        signed: Sequence[Statement],
        supervisors: Sequence[SupervisingAU],
        parent: QWidget,
    ) -> None:
        super().__init__(
            "Director attestation",
            parent=parent,
            primary="See the evidence",
            name="director_attestation",
        )
        self.resize(860, 680)
        self.setMinimumSize(860, 680)
        self.add_text(attested.sentence(director=True), "strong")
        self.add_text(f"{SAFETY_ONLY} The director need not be an authorized user.", "muted")
        section = attested.route.section
        self.program, self.telephone = text_field(), text_field()
        self.body_choice = choice_field(
            [(one, one) for one in attested.rule.approving_bodies], empty="Choose"
        )
        self.consensus = QCheckBox("represents the consensus of the residency program faculty")
        self.includes = QCheckBox(f"includes the training and experience of 10 CFR {section}")
        self.faculty = choice_field([(one.id, one.name) for one in supervisors], empty="Nobody")
        self.on = DateEdit(None)
        self.form = LabelledForm(self._fields())
        self.body.addWidget(self.form)
        here = "; ".join(f"{one.signer} ({one.code})" for one in signed)
        said = (
            f"Concurrence signed here: {here}." if here else "No concurrence is signed here yet."
        )
        self.add_text(
            f"{said} Somebody of the faculty who concurs but cannot sign here is named with the day; the packet says so.",
            "muted",
        )
        self.program.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> list[Field]:
        return [
            Field("program", "Residency program", self.program, required=True),
            Field("approving_body", "Approved by", self.body_choice, required=True),
            Field("includes", "The program", self.includes),
            Field("consensus", "The attestation", self.consensus),
            Field("faculty", "Concurs, no account", self.faculty),
            Field("on", "Concurred on", self.on),
            Field("telephone", "Your telephone", self.telephone),
        ]

    def claim(self) -> DirectorClaim | None:
        """What was affirmed, or None with the reason beside the field."""
        self.form.clear_errors()
        complete = self.form.check_required()
        who: SupervisorId | None = self.faculty.currentData()
        day = self.on.value()
        if self.on.reason():
            self.form.set_error("on", self.on.reason())
            complete = False
        elif who is not None and day is None:
            self.form.set_error("on", "Enter the day on which they concurred.")
            complete = False
        if not complete:
            self.form.focus_first_error()
            return None
        recorded = () if who is None or day is None else (RecordedConcurrence(who, day),)
        return DirectorClaim(
            self.program.text(),
            str(self.body_choice.currentData()),
            self.consensus.isChecked(),
            self.includes.isChecked(),
            recorded,
            self.telephone.text(),
        )


class AskDialog(Dialog):
    """Whom to ask for which signature."""

    def __init__(self, signers: Sequence[Person], parent: QWidget) -> None:
        super().__init__("Ask for a signature", parent=parent, primary="Ask", name="ask_signature")
        self.person = choice_field([(one.id, one.name) for one in signers])
        self.kind = choice_field(list(_ASKED_WORDS.items()))
        self.form = LabelledForm(
            [
                Field("person", "Who", self.person, required=True),
                Field("kind", "For", self.kind),
            ]
        )
        self.body.addWidget(self.form)
        if signers:
            self.add_text(
                "It waits on that person's Signing page, with the days counted.", "muted"
            )
        else:
            self.add_text("Nobody in this center has a role that may attest.", "problem")
            self.primary_button.setEnabled(False)
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def asked(self) -> tuple[PersonId, AskedFor]:
        """Who, and for what."""
        return self.person.currentData(), AskedFor(self.kind.currentData())


class WithdrawDialog(Dialog):
    """Why a statement is taken back."""

    def __init__(self, code: str, parent: QWidget) -> None:
        super().__init__(
            f"Withdraw {code}", parent=parent, primary="Go on", danger=True, name="withdraw"
        )
        self.reason = named(paragraph_field(), "Reason")
        self.form = LabelledForm([Field("reason", "Reason", self.reason, required=True)])
        self.body.addWidget(self.form)
        self.add_text(
            "It stays readable and is marked as withdrawn; the withdrawal is signed itself.",
            "muted",
        )
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """The reason, or nothing with the field marked."""
        self.form.clear_errors()
        if not self.form.check_required():
            self.form.focus_first_error()
            return ""
        return self.reason.toPlainText().strip()


class SignedDialog(Dialog):
    """An attestation with its evidence as it was signed; nothing in it is made anew."""

    def __init__(self, title: str, shown: str, statement: Statement, parent: QWidget) -> None:
        super().__init__(title, parent=parent, primary="Close", name="signed_statement")
        self.resize(760, 640)
        self.record = named(QTextBrowser(), "What was signed")
        self.record.setOpenLinks(False)
        self.record.document().setDefaultStyleSheet(sheet_style())
        self.record.setHtml(shown)
        self.body.addWidget(self.record, 1)
        self.add_text(
            f"Signed by {statement.signer}, {exact_words(statement.signed_at)}.", "muted"
        )
        self.hide_cancel()
        self.accepted_by_person.connect(self.accept)
