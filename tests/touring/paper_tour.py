"""The stops on paper: the list of forms, typing one in, the page beside the checklist, files beside it, the viewer."""

from uuid import UUID

from au_desktop.domain.checklists.runs import Subject
from au_desktop.services.checklists.paper_forms import FilledForm
from au_desktop.services.checklists.run_attachments import GivenFile
from au_desktop.ui.kit.targets import TabTarget
from tests.picture_files import a_jpeg, a_pdf
from tests.touring.trip import Trip

SURVEY = "end_of_day_survey"


def paper(trip: Trip) -> None:
    """Two forms go out, one comes back."""
    _forms_out(trip)
    _list(trip)
    _beside(trip, _typed_in(trip))


def _forms_out(trip: Trip) -> None:
    services = trip.desktop.session.center.services
    room = services.facilities.rooms()[0].id
    forms, folder = services.paper_forms, trip.scratch
    forms.print_blank("lu177_vipivotide_administration", Subject(), folder / "blank.pdf")
    forms.print_blank(SURVEY, Subject(room_id=room), folder / "form.pdf")


def _list(trip: Trip) -> None:
    trip.go("checklists")
    trip.page.open_target(TabTarget("paper"))
    trip.settle()
    tab = trip.page.front.tab()
    tab.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("paper_forms")
    tab.type_in(tab.panel.table.rows.row_at(1))
    trip.settle()
    trip.photograph("paper_type_in", of=tab.dialog)
    tab.dialog.reject()
    trip.page.front.open_tab("records")
    trip.settle()


def _typed_in(trip: Trip) -> UUID:
    services = trip.desktop.session.center.services
    form = services.paper_forms.outstanding()[-1].form
    pages = (
        GivenFile("scan.jpg", a_jpeg((850, 1100), "ivory"), "Page 1"),
        GivenFile("scan2.jpg", a_jpeg((850, 1100), "linen"), "Page 2"),
    )
    filled = FilledForm(pages, "A. Example", services.desk.clock.now())
    run_id: UUID = services.paper_forms.type_in(form.id, filled).value
    note = GivenFile("note.pdf", a_pdf(), "Delivery note of the manufacturer, with the lot")
    services.attachments.attach(run_id, note)
    return run_id


def _beside(trip: Trip, run_id: UUID) -> None:
    trip.go("checklists", run_id)
    trip.photograph("paper_beside", may_scroll=True)
    desk = trip.page.desk
    desk.side.bar.setCurrentIndex(1)
    trip.settle()
    trip.photograph("paper_files", may_scroll=True)
    desk.files.open(desk.session.view.sheet.run.attachments[0])
    trip.until(lambda: desk.files.dialog is not None)
    trip.photograph("paper_viewer", of=desk.files.dialog)
    desk.files.dialog.accept()
    trip.page.go_back()
    trip.settle()
