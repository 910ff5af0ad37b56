"""The same log under another jurisdiction profile: two columns side by side, what differs first, each difference explained."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.recount import Recount, RecountedCase, RecountedLine
from au_desktop.services.changes import Kind
from au_desktop.services.wording.recount_words import (
    HOW_CATEGORIES_MATCH,
    UNVERIFIED,
    difference_sentence,
    line_phrase,
    profile_title,
    verdict_phrase,
)
from au_desktop.services.wording.standing_words import requirement_title
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.labelled_form import choice_field
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.tokens import SPACE_12, State
from au_desktop.ui.kit.training_words import counted, day_short
from au_desktop.ui.trainees.trainee_tab import TraineeTab

_MOST_ROWS = 20


class RecountTab(TraineeTab):
    """Nothing is changed here: the trainee stays under their own profile."""

    watches = frozenset(
        {
            Kind.TRAINEE,
            Kind.CASE,
            Kind.SIGN_OFF,
            Kind.SUPERVISOR,
            Kind.RATING,
            Kind.HOURS,
            Kind.STATEMENT,
        }
    )

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Recount")
        self._style = context.settings.date_style
        self.choice = choice_field(())
        self.choice.setAccessibleName("Profile to compare with")
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.note = text_label("", "muted", wrap=True)
        self.lines, self.line_table = Card("What is asked"), self._make_line_table()
        self.cases, self.case_table = Card("Cases"), self._make_case_table()
        self.lines.add_content(self.line_table, padded=False)
        self.cases.add_content(self.case_table, padded=False)
        self.why = self.cases.add_note("")
        self.content.addWidget(self._head())
        self.content.addWidget(self.lines)
        self.content.addWidget(self.cases)
        self.content.addStretch(1)

    def refresh(self) -> None:
        """Judge everything again under both profiles."""
        if self.trainee_id is not None:
            wanted = self.choice.currentData() or ""
            self.load(partial(self._read, self.trainee_id, wanted), self._show)

    def _head(self) -> Card:
        head, inside = Card("Compare with another profile"), QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        self.choice.setMinimumWidth(520)
        row.addWidget(self.choice)
        row.addStretch(1)
        head.add_content(inside)
        self.note.setContentsMargins(14, 0, 14, SPACE_12)
        head.body.addWidget(self.note)
        return head

    def _read(self, trainee_id: TraineeId, profile_id: str) -> Recount:
        recounts = self.context.services.recounts
        own = self.context.services.enrolment.trainee(trainee_id).profile_id
        others = [one.id for one in recounts.profiles() if one.id != own]
        wanted = [profile_id] if profile_id in others else others[:1]
        return recounts.recount(trainee_id, wanted)

    def _show(self, recount: Recount) -> None:
        if recount.trainee.id != self.trainee_id:
            return
        self._offer_profiles(recount)
        other = len(recount.columns) > 1
        for widget in (self.choice, self.lines, self.cases):
            widget.setVisible(other)
        if not other:
            self.note.setText(
                "Only one jurisdiction profile is installed; a second one is needed."
            )
            return
        self._show_note(recount)
        _fill(self.line_table, recount.lines)
        _fill(self.case_table, recount.cases)
        self.lines.set_note(_differing(sum(one.differs for one in recount.lines)))
        self.cases.set_note(_differing(sum(one.differs for one in recount.cases)))
        self.why.setText("" if recount.cases else "No case is logged yet.")
        self.case_table.setVisible(bool(recount.cases))
        self._tell_why(next(iter(recount.cases), None))

    def _offer_profiles(self, recount: Recount) -> None:
        own = recount.columns[0].profile.id
        shown = recount.columns[-1].profile.id
        self.choice.blockSignals(True)
        self.choice.clear()
        for profile in self.context.services.recounts.profiles():
            if profile.id != own:
                self.choice.addItem(profile_title(profile), profile.id)
        self.choice.setCurrentIndex(self.choice.findData(shown))
        self.choice.blockSignals(False)

    def _show_note(self, recount: Recount) -> None:
        doubts = [
            f"{column.profile.title}: {UNVERIFIED}"
            for column in recount.columns
            if column.profile.verify
        ]
        own = f"Own profile: {profile_title(recount.columns[0].profile)}."
        self.note.setText("\n".join((own, *doubts, HOW_CATEGORIES_MATCH)))

    def _make_line_table(self) -> RowTable:
        return RowTable(
            (
                Column("what", "Requirement", _line_title, 340, tooltip=_line_title),
                Column("own", "Own profile", partial(_asked, 0), 220, tooltip=partial(_asked, 0)),
                Column(
                    "other",
                    "Compared profile",
                    partial(_asked, 1),
                    260,
                    tooltip=partial(_asked, 1),
                ),
                Column("differs", "", _same_or_not, 92, state=_difference_state),
            ),
            name="Requirements under both profiles",
            stretch="what",
        )

    def _make_case_table(self) -> RowTable:
        table = RowTable(
            (
                Column("date", "Date", self._day, 100),
                Column("code", "Case", lambda one: one.case.code, 96),
                Column("drug", "Drug", self._drug, 230),
                Column("own", "Own profile", partial(_verdict, 0), 200),
                Column("other", "Compared profile", partial(_verdict, 1), 200, tooltip=self._why),
                Column("differs", "", _same_or_not, 92, state=_difference_state),
            ),
            name="Cases under both profiles",
            key=lambda one: one.case.id,
            stretch="other",
        )
        table.current_changed.connect(self._tell_why)
        table.row_activated.connect(lambda one: self.go_requested.emit("cases", one.case.id))
        return table

    def _tell_why(self, one: RecountedCase | None) -> None:
        if one is not None:
            told = self._why(one) or "Both profiles judge it the same way."
            self.why.setText(f"{one.case.code}, {day_words(one.case.on, self._style)}: {told}")

    def _why(self, one: RecountedCase) -> str:
        return " ".join(
            difference_sentence(difference, lambda day: day_words(day, self._style))
            for difference in one.differences[-1]
        )

    def _day(self, one: RecountedCase) -> str:
        return day_short(one.case.on, self._style, self.context.today())

    def _drug(self, one: RecountedCase) -> str:
        drug = self.context.services.desk.reference.drugs.get(one.case.drug_id)
        return drug.generic_name if drug else one.case.drug_id

    def _on_chosen(self, _at: int) -> None:
        self.refresh()


def _fill(table: RowTable, rows: tuple[object, ...]) -> None:
    table.set_rows(rows)
    table.setFixedHeight(theme.current().row_height * (min(len(rows), _MOST_ROWS) + 1) + 2)


def _differing(count: int) -> str:
    return f"{counted(count, 'difference')}" if count else "no difference"


def _line_title(line: RecountedLine) -> str:
    return "; ".join(
        requirement_title(one) for one in next(column for column in line.asked if column)
    )


def _asked(at: int, line: RecountedLine) -> str:
    return line_phrase(line.asked[at])


def _verdict(at: int, one: RecountedCase) -> str:
    return verdict_phrase(one.verdicts[at])


def _same_or_not(one: RecountedLine | RecountedCase) -> str:
    return "differs" if one.differs else "same"


def _difference_state(one: RecountedLine | RecountedCase) -> str:
    return State.ATTENTION if one.differs else State.NEUTRAL
