"""The dialogs of a visit: planning and moving it, one item, one more item, a dosimeter, and why it is taken out of use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from au_desktop.domain.training.onboarding import Dosimeter, OnboardingItem
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.trainees import Period
from au_desktop.services.roster.placements import PlacementPlan
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.paper_field import PaperField
from au_desktop.ui.kit.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from au_desktop.domain.ids import ProgramId, TraineeId
    from au_desktop.domain.training.onboarding import HostProfile, Placement, ProgramProfile
    from au_desktop.ui.trainees.trainee_tab import TraineeTab

OWNERS = ("trainee", "coordinator", "host", "RSO")
KINDS = ("whole-body badge", "ring", "electronic dosimeter")


def plan_dialog(
    tab: TraineeTab,
    hosts: Sequence[HostProfile],
    trainee_id: TraineeId,
    taken: Callable[[RecordDialog, PlacementPlan], None],
) -> RecordDialog:
    """Ask for a host and the days of a visit."""
    fields = [
        Field("host", "Host", choice_field([(one.id, one.name) for one in hosts]), required=True),
        *_days(),
        Field("notes", "Notes", paragraph_field(2), "Such as the mentor and where to report."),
    ]
    values = {"host": hosts[0].id if len(hosts) == 1 else None}
    dialog = RecordDialog("Plan a visit", fields, values, tab, "Plan visit")

    def take(given: dict[str, Any]) -> None:
        visit = _visit(dialog, given)
        if visit is not None:
            taken(dialog, PlacementPlan(trainee_id, given["host"], visit, str(given["notes"])))

    dialog.filled.connect(take)
    return dialog


def move_dialog(
    tab: TraineeTab, placement: Placement, taken: Callable[[RecordDialog, Period], None]
) -> RecordDialog:
    """Ask for other days."""
    values = {"first": placement.visit.first, "last": placement.visit.last}
    dialog = RecordDialog("Move the visit", _days(), values, tab, "Move visit")
    dialog.add_text("What is still open is counted back anew; what was received keeps its dates.")

    def take(given: dict[str, Any]) -> None:
        visit = _visit(dialog, given)
        if visit is not None:
            taken(dialog, visit)

    dialog.filled.connect(take)
    return dialog


def item_dialog(
    tab: TraineeTab,
    item: OnboardingItem,
    trainee_id: TraineeId,
    taken: Callable[[RecordDialog, OnboardingItem], None],
) -> RecordDialog:
    """Ask for everything about one item."""
    paper = PaperField(tab.context, PaperOwner.TRAINEE, trainee_id, title=item.title)
    fields = [
        Field("owner", "Who brings it", _choice(OWNERS, item.owner)),
        Field("due", "Due", DateEdit(), required=True),
        Field("received", "Received", DateEdit(), "Empty while it is waited for."),
        Field("expires", "Good until", DateEdit(), "Empty where it does not expire."),
        Field("paper", "Paper", paper),
        Field(
            "not_needed",
            "Not needed because",
            text_field(),
            "A reason here takes it off the list of what is missing.",
        ),
    ]
    values = {
        "due": item.due,
        "received": item.received,
        "expires": item.expires,
        "paper": item.paper_id,
        "not_needed": item.not_needed,
    }
    dialog = RecordDialog(item.title, fields, values, tab)
    dialog.setMinimumWidth(620)

    def take(given: dict[str, Any]) -> None:
        changed = made(
            dialog,
            lambda: replace(
                item,
                owner=str(given["owner"] or ""),
                due=given["due"],
                received=given["received"],
                expires=given["expires"],
                paper_id=given["paper"],
                not_needed=str(given["not_needed"]),
            ),
        )
        if changed is not None:
            taken(dialog, changed)

    dialog.filled.connect(take)
    return dialog


def new_item_dialog(
    tab: TraineeTab,
    placement: Placement,
    taken: Callable[[RecordDialog, OnboardingItem], None],
) -> RecordDialog:
    """Ask for one more item of this visit alone."""
    fields = [
        Field("title", "What is asked for", text_field(), required=True),
        Field("owner", "Who brings it", _choice(OWNERS, OWNERS[0])),
        Field("due", "Due", DateEdit(), required=True),
    ]
    values = {"due": placement.visit.first - timedelta(days=30)}
    dialog = RecordDialog("Add an item to this visit", fields, values, tab, "Add item")

    def take(given: dict[str, Any]) -> None:
        title, owner = str(given["title"]), str(given["owner"] or "")
        item = made(dialog, lambda: OnboardingItem(title, owner, given["due"]))
        if item is not None:
            taken(dialog, item)

    dialog.filled.connect(take)
    return dialog


def dosimeter_dialog(
    tab: TraineeTab, today: date, taken: Callable[[RecordDialog, Dosimeter], None]
) -> RecordDialog:
    """Ask for the number, kind and day of a dosimeter that is lent."""
    fields = [
        Field("number", "Number", text_field("As printed on it"), required=True),
        Field("kind", "Kind", choice_field([(kind, kind.capitalize()) for kind in KINDS])),
        Field("issued", "Issued", DateEdit(), required=True),
    ]
    values = {"issued": today, "kind": KINDS[0]}
    dialog = RecordDialog("Issue a dosimeter", fields, values, tab, "Issue")

    def take(given: dict[str, Any]) -> None:
        number, kind = str(given["number"]), str(given["kind"])
        lent = made(dialog, lambda: Dosimeter(number, kind, given["issued"]))
        if lent is not None:
            taken(dialog, lent)

    dialog.filled.connect(take)
    return dialog


def program_dialog(
    tab: TraineeTab,
    programs: Sequence[ProgramProfile],
    chosen: ProgramId | None,
    taken: Callable[[RecordDialog, ProgramId | None], None],
) -> RecordDialog:
    """Ask which program sent the trainee."""
    choice = choice_field([(one.id, one.title) for one in programs], empty="None")
    fields = [Field("program", "Program", choice)]
    dialog = RecordDialog("Choose the program", fields, {"program": chosen}, tab)
    dialog.filled.connect(lambda given: taken(dialog, given["program"]))
    return dialog


def void_dialog(
    tab: TraineeTab, title: str, text: str, taken: Callable[[RecordDialog, str], None]
) -> RecordDialog:
    """Ask why something is taken out of use."""
    field = Field("reason", "Reason", paragraph_field(2), required=True)
    dialog = RecordDialog(title, [field], {}, tab, "Take out of use")
    dialog.add_text(text)
    dialog.filled.connect(lambda given: taken(dialog, str(given["reason"])))
    return dialog


def _days() -> list[Field]:
    return [
        Field("first", "First day", DateEdit(), required=True),
        Field("last", "Last day", DateEdit(), "Empty while it is open."),
    ]


def _choice(offered: Sequence[str], chosen: str) -> Any:  # noqa: ANN401 - a combo box
    known = offered if chosen in offered or not chosen else (*offered, chosen)
    combo = choice_field([(one, one[:1].upper() + one[1:]) for one in known])
    combo.setCurrentIndex(max(0, list(known).index(chosen) if chosen else 0))
    return combo


def _visit(dialog: RecordDialog, given: dict[str, Any]) -> Period | None:
    return made(dialog, lambda: Period(given["first"], given["last"]))
