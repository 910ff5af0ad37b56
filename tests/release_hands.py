"""What a person does at the tab Release: open it, type a patient and an activity, tell the patient; and what is on record."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.infant_exposure import Asked
from au_desktop.domain.safety.releases import Release
from au_desktop.services.safety.patient_releases import ReleaseForm
from au_desktop.ui.release.release_tab import ReleaseTab
from tests.release_bench import ReleaseBench
from tests.release_examples import NOT_NURSING, WRITTEN


def shown(qtbot, bench, kind=ReleaseTab):
    """A tab of the page, loaded."""
    tab = kind(bench.context)
    qtbot.addWidget(tab)
    tab.resize(1100, 700)
    tab.show()
    tab.refresh()
    return tab


def type_in(
    tab: ReleaseTab, bench: ReleaseBench, activity: str = "200", drug: str = "lu-177-dotatate"
):
    given = tab.work.given.patient
    QTest.keyClicks(given.field("code"), "P-0012")
    tab.work.given.drug.setCurrentIndex(tab.work.given.drug.findData(drug))
    QTest.keyClicks(given.field("administered").edit, activity)
    given.field("administered_at").set_value(bench.ago(5))
    given.field("at").set_value(bench.ago(1))
    tab.work._on_edited()


def tell(tab: ReleaseTab):
    instructions = tab.work.instructions
    QTest.keyClick(instructions.whom.box("patient"), Qt.Key.Key_Space)
    instructions.written.setChecked(True)
    tab.work.infant.question.set_values({"asked": Asked.NO})


def records(bench: ReleaseBench) -> tuple[Release, ...]:
    with bench.desk.reading() as uow:
        return uow.safety.all(Release)


def keep_one(bench: ReleaseBench, **changes):
    """A release on record."""
    form = ReleaseForm(
        Activity.parse("200 mCi"), bench.ago(5), bench.ago(1), "Lu-177", "lu-177-dotatate",
        patient_code="P-0012", instructions=WRITTEN, infant=NOT_NURSING,
    )  # fmt: skip
    return bench.services.patient_releases.keep(replace(form, **changes)).value
