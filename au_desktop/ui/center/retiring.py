"""What can be done with a record that is kept and never deleted: change it, or take it out of use and back."""

from collections.abc import Callable

from au_desktop.domain.roles import Permission
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.detail_pane import DetailPane
from au_desktop.ui.kit.section import SectionContext


def add_edit_and_retire(
    context: SectionContext,
    pane: DetailPane,
    edit: Callable[[], None],
    retire: Callable[[], None],
    *,
    retired: bool,
) -> None:
    """Put both buttons below the details; who may not manage the center sees why."""
    change = SecondaryButton("Edit…", "pencil")
    use = SecondaryButton("Use again" if retired else "Retire")
    for button, step in ((change, edit), (use, retire)):
        button.clicked.connect(lambda _checked=False, step=step: step())
        context.allow(button, Permission.MANAGE_CENTER)
        pane.add_action(button)


def retired_words(name: str, *, retired: bool) -> str:
    """What is said once it is done."""
    return f"{name} {'retired' if retired else 'in use again'}."
