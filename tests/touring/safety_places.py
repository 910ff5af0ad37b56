"""The stops at safety checklists: every section at the bedside and the whole at the desk, where more than usual is asked."""

from decimal import Decimal
from uuid import UUID

from au_desktop.domain.checklists.answers import AnswerValue, Chosen, Measured, Number
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.quantities import CountRate, DoseRate, Duration
from au_desktop.services.rows import CaseFilter, PageRequest
from tests.touring.bedside import BEDSIDE_SIZES
from tests.touring.trip import Trip


def _cpm(text: str) -> Measured:
    return Measured(CountRate.parse(f"{text} cpm"))


STORIES: dict[str, dict[str, AnswerValue]] = {
    "package_receipt": {
        "label": Chosen(("yellow_2",)),
        "condition": Chosen(("damaged",)),
        "form": Chosen(("other",)),
        "rate_surface": Measured(DoseRate.parse("240 mrem/h")),
        "rate_1m": Measured(DoseRate.parse("0.71 mrem/h")),
        "emitter": Chosen(("beta",)),
        "open_decision": Chosen(("open",)),
    },
    "wipe_test": {
        "level": Chosen(("level_200",)),
        "wipe_efficiency": Number(Decimal("0.25")),
        "wipe_area": Number(Decimal(100), "cm²"),
        "wipe_background": _cpm("40"),
        "background_time": Measured(Duration.parse("10 min")),
        "count_time": Measured(Duration.parse("2 min")),
        "wipe_gross": _cpm("500"),
        "again_gross": _cpm("46"),
    },
    "patient_release": {
        "method": Chosen(("beta",)),
        "decision": Chosen(("release",)),
        "nursing": Chosen(("yes",)),
        "agent": Chosen(("vipivotide",)),
    },
    "medical_event_screen": {
        "intervention": Chosen(("no",)),
        "prescribed_as": Chosen(("single",)),
        "other_site": Chosen(("unknown",)),
        "individual": Chosen(("told",)),
    },
}


def safety_checklists(trip: Trip) -> None:
    """Each of the stories, section by section, then as the desk shows it."""
    for template_id in STORIES:
        run_id = _begun(trip, template_id)
        with trip.sizes(BEDSIDE_SIZES):
            trip.frame.go_to("bedside", run_id)
            trip.settle()
            view = trip.desktop.session._bedside
            for at, key in enumerate(view.pages.order(), start=1):
                view.go_to_section(key)
                trip.settle()
                trip.photograph(f"safety_{template_id}_{at}_{key}")
            view.left.emit()
            trip.settle()
        trip.go("checklists", run_id)
        trip.photograph(f"safety_{template_id}_desk", may_scroll=True)


def _begun(trip: Trip, template_id: str) -> UUID:
    services = trip.desktop.session.center.services
    case = services.case_log.cases(CaseFilter(), PageRequest(1)).rows[0]
    subject = Subject(case_id=case.case_id, room_id=services.facilities.rooms()[0].id)
    run_id = services.checklist_work.start(template_id, subject).value
    for key, value in STORIES[template_id].items():
        services.checklist_work.answer(run_id, key, value, "")
    return run_id
