"""A bedside view before somebody's hands, and what stands in the file behind it."""

from typing import Any

from au_desktop.domain.roles import Role
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.bedside.bedside_view import BedsideView
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from tests.checklist_hands import settle
from tests.fakes_ui import ImmediateOperations
from tests.long_checklist import LONG

LAPTOP, TABLET = (1366, 768), (1280, 800)


def wear_light(qapp: Any) -> None:
    """The light theme without touch, as another test may have left it otherwise."""
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


def opened_view(
    desk: Any,
    qtbot: Any,
    run_id: Any = None,
    role: Role = Role.PRECEPTOR,
    *,
    place: str = "",
    size: tuple[int, int] = LAPTOP,
) -> BedsideView:
    """The view on that run, or on a new one of the long checklist, shown and active."""
    run = run_id or desk.start(LONG)
    view = BedsideView(desk.services(role), ImmediateOperations(), ChangesBus(), Settings(), run)
    view.return_to(place)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    settle()
    return view


def sheet_of(desk: Any, view: BedsideView) -> Any:
    """The run as the file holds it."""
    return desk.services().run_sheets.sheet(view.session.run_id)


def answer_of(desk: Any, view: BedsideView, item: str) -> Any:
    """The answer to an item as the file holds it."""
    return sheet_of(desk, view).run.answer(item)
