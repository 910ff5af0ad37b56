"""The checklist library in the help: made from the templates in use each time it is shown."""

import pytest
from PySide6.QtCore import Qt, QUrl

from au_desktop.domain.roles import Role
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.help_view import HelpView
from au_desktop.ui.kit.library_help import HelpText, library_pages
from tests.checklist_desk import ChecklistDesk
from tests.checklist_examples import a_template


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet():
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def desk():
    return ChecklistDesk()


@pytest.fixture
def view(desk, qtbot):
    made = HelpView(library=lambda done: done(library_pages(desk.services(Role.INSPECTOR))))
    qtbot.addWidget(made)
    made.resize(1020, 660)
    made.show()
    return made


def follow(view, target):
    view.browser.anchorClicked.emit(QUrl(target))


def test_the_index_names_every_template_in_use_by_family(view):
    view.show_topic("index")
    follow(view, "library.md")
    text = view.browser.toPlainText()

    assert view.topic() == "library"
    assert view.topics.currentItem().text() == "Checklist library"
    for words in ("Treatment", "End-of-day area survey", "Leak test of a sealed source"):
        assert words in text
    assert "needs checking" in text


def test_a_template_shows_every_item_and_leads_back(view):
    view.show_topic("library")
    follow(view, "library-leak_test.md")
    text = view.browser.toPlainText()

    assert "Withdraw the source from use at once" in text
    assert "10 CFR 35.3067: report within 5 days (73 FR 5720, 2008-01-31)" in text
    assert view.topics.currentItem().text() == "Checklist library"
    follow(view, "library.md")
    assert "Waste" in view.browser.toPlainText()


def test_choosing_the_library_in_the_list_reads_it_too(view):
    (item,) = view.topics.findItems("Checklist library", Qt.MatchFlag.MatchExactly)
    view.topics.setCurrentItem(item)

    assert "End-of-day area survey" in view.browser.toPlainText()


def test_what_is_in_use_now_is_shown_not_what_was(view, desk):
    view.show_topic("library")
    assert "A new one" not in view.browser.toPlainText()
    new = a_template(id="new_one", title="A new one")
    desk.services(Role.COORDINATOR).templates.take_in((new,))
    view.show_topic("library")

    assert "A new one" in view.browser.toPlainText()
    view.show_topic("library-new_one")
    assert "Do a" in view.browser.toPlainText()


def test_a_template_that_is_gone_gives_the_index(view):
    view.show_topic("library-no_such")

    assert "End-of-day area survey" in view.browser.toPlainText()


def test_drugs_stand_by_their_names(desk):
    pages = library_pages(desk.services(Role.INSPECTOR))
    page = pages["library-lu177_vipivotide_administration"]

    assert page.rich
    assert "lu-177-vipivotide-tetraxetan" not in page.text
    assert isinstance(pages["library"], HelpText)


def test_without_a_center_the_installed_page_says_how(qtbot):
    made = HelpView()
    qtbot.addWidget(made)
    made.show_topic("library-leak_test")

    assert "No center is open now" in made.browser.toPlainText()


def test_pages_that_come_late_do_not_take_another_topics_place(qtbot):
    waiting = []
    made = HelpView(library=waiting.append)
    qtbot.addWidget(made)
    made.show_topic("library")
    made.show_topic("cases")
    shown = made.browser.toPlainText()
    waiting[0]({"library": HelpText("# Late")})

    assert made.browser.toPlainText() == shown
    made.show_topic("library")
    assert "Late" in made.browser.toPlainText()
