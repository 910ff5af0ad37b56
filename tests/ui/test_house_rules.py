"""What the center asks of a case beyond the rules: set on the center page, and said there."""

import pytest

from au_desktop.domain.roles import Role
from au_desktop.settings import Settings
from au_desktop.ui.center.profile_section import ProfileSection
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TrainingCenter


@pytest.fixture
def section(qtbot):
    center = TrainingCenter()
    context = SectionContext(
        center.services(Role.COORDINATOR), ImmediateOperations(), ChangesBus(), Settings()
    )
    shown = ProfileSection(context)
    qtbot.addWidget(shown)
    shown.refresh()
    return shown


def said(section):
    return [f"{row.title.text()}: {row.detail.text()}" for row in section.facts_card.rows()]


def test_a_center_may_ask_for_a_rating_and_for_one_trainee_a_case(section):
    assert "Rating: not asked" in said(section)
    assert "One administration: may count for two trainees, flagged" in said(section)
    section.edit()
    dialog = section.findChildren(RecordDialog)[-1]
    dialog.form.set_values({"rating_asked": True, "one_trainee_a_case": True})
    dialog.primary_button.click()
    facts = section.context.services.facilities.center()
    assert (facts.rating_asked, facts.one_trainee_a_case) == (True, True)
    section.refresh()
    assert "Rating: asked of every case" in said(section)
    assert "One administration: counts for one trainee only" in said(section)
