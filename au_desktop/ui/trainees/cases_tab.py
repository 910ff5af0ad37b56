"""The cases of one trainee with the gate's verdict on each, and why one does not count yet."""

from dataclasses import replace
from functools import partial

from au_desktop.domain.ids import TraineeId
from au_desktop.services.cases.judgements import JudgedCase, TraineeProgress
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.part_claims import without_claim
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.gate_words import reason_sentences, verdict_chip
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.training_words import (
    activity_in_both,
    activity_words,
    day_short,
    part_words,
)
from au_desktop.ui.trainees.trainee_tab import TraineeTab

_MOST_ROWS = 14

Loaded = tuple[TraineeProgress, dict[object, str]]


class CasesTab(TraineeTab):
    """The newest case stands first; Enter opens it in the case log, choosing it says why it does not count."""

    watches = frozenset({Kind.TRAINEE, Kind.CASE, Kind.SIGN_OFF, Kind.SUPERVISOR, Kind.RATING})

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Cases")
        self._style = context.settings.date_style
        self._supervisors: dict[object, str] = {}
        self.card = Card("Cases")
        self.table = self._make_table()
        self.card.add_content(self.table, padded=False)
        self.why = self.card.add_note("")
        self.content.addWidget(self.card)
        self.content.addStretch(1)

    def refresh(self) -> None:
        """Judge every case of the trainee again."""
        if self.trainee_id is not None:
            self.load(partial(self._read, self.trainee_id), self._show)

    def select(self, key: object) -> None:
        """Put the cursor on one case."""
        self.table.select_key(key)

    def _read(self, trainee_id: TraineeId) -> Loaded:
        services = self.context.services
        progress = services.judgements.of_trainee(trainee_id)
        hidden = services.case_log.hidden([one.case.id for one in progress.cases])
        if hidden:
            shown = (_unrevealed(one) if one.case.id in hidden else one for one in progress.cases)
            progress = replace(progress, cases=tuple(shown))
        return progress, {one.id: one.name for one in services.supervision.supervisors()}

    def _show(self, loaded: Loaded) -> None:
        progress, self._supervisors = loaded
        if progress.trainee.id != self.trainee_id:
            return
        cases = progress.cases
        rows = sorted(cases, key=lambda one: (one.case.on, one.case.number), reverse=True)
        counting = sum(1 for one in cases if one.verdict.counts)
        self.card.set_note(f"{len(cases)} logged · {counting} count" if cases else "")
        self.table.set_rows(rows)
        height = theme.current().row_height * (min(len(rows), _MOST_ROWS) + 1) + 2
        self.table.setFixedHeight(height)
        self.table.setVisible(bool(rows))
        telling = [one for one in rows if not one.verdict.counts]
        telling += [one for one in rows if one.case.late_reason]
        self._tell_why(next(iter(telling), None))
        if not rows:
            self.why.setText("No case is logged yet. Add the first one with the button above.")
            self.why.show()

    def _tell_why(self, judged: JudgedCase | None) -> None:
        self.why.setVisible(judged is not None)
        if judged is None:
            return
        day = day_words(judged.case.on, self._style)
        supervisor = self._supervisors.get(judged.case.supervisor_id, "")
        under = f" Supervising AU: {supervisor.rstrip('.')}." if supervisor else ""
        sentences = " ".join(reason_sentences(judged.verdict, self._style))
        verdict = "Counts." if judged.verdict.counts else f"Does not count yet. {sentences}"
        reason = judged.case.late_reason
        late = f" Entered late: {reason.rstrip('.')}." if reason else ""
        words = f"{judged.case.code}, {day}, {self._drug(judged)}: {verdict}{under}{late}"
        self.why.setText(words)

    def _make_table(self) -> RowTable:
        table = RowTable(
            (*self._what_was_given(), *self._how_it_counts()),
            name="Cases of the trainee",
            key=lambda one: one.case.id,
            stretch="drug",
        )
        table.row_activated.connect(self._on_case_activated)
        table.current_changed.connect(self._on_case_chosen)
        return table

    def _what_was_given(self) -> tuple[Column, ...]:
        settings = self.context.settings
        return (
            Column(
                "date",
                "Date",
                self._day,
                116,
                tooltip=lambda one: day_words(one.case.on, self._style),
            ),
            Column("code", "Case", lambda one: one.case.code, 104),
            Column("drug", "Drug", self._drug, 180),
            Column(
                "administered",
                "Administered",
                lambda one: activity_words(one.case.administered, settings),
                116,
                number=True,
                tooltip=lambda one: activity_in_both(one.case.administered, settings),
            ),
        )

    def _how_it_counts(self) -> tuple[Column, ...]:
        return (
            Column(
                "supervisor",
                "Supervising AU",
                lambda one: self._supervisors.get(one.case.supervisor_id, "–"),
                150,
                gives_way=1,
            ),
            Column("part", "Part taken", lambda one: part_words(one.case.part), 102),
            Column("category", "Category", _category, 92, gives_way=2),
            Column(
                "counts",
                "Counts",
                lambda one: verdict_chip(one.verdict)[0],
                146,
                state=lambda one: verdict_chip(one.verdict)[1],
                tooltip=lambda one: "\n".join(reason_sentences(one.verdict, self._style)),
            ),
        )

    def _day(self, judged: JudgedCase) -> str:
        return day_short(judged.case.on, self._style, self.context.today())

    def _drug(self, judged: JudgedCase) -> str:
        drug = self.context.services.desk.reference.drugs.get(judged.case.drug_id)
        return drug.generic_name if drug else judged.case.drug_id

    def _on_case_activated(self, judged: JudgedCase) -> None:
        self.go_requested.emit("cases", judged.case.id)

    def _on_case_chosen(self, judged: JudgedCase | None) -> None:
        if judged is not None:
            self._tell_why(judged)


def _unrevealed(judged: JudgedCase) -> JudgedCase:
    """A case whose claimed part the person at work is to rate before seeing it."""
    return JudgedCase(replace(judged.case, part=None), without_claim(judged.verdict))


def _category(judged: JudgedCase) -> str:
    category = judged.verdict.category
    return category.code if category else "–"
