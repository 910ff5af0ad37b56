"""Loads one case with all that stands around it."""

from dataclasses import dataclass
from datetime import date

from au_desktop.domain.ids import CaseId
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import CaseVerdict
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.bundle import Services
from au_desktop.services.cases.dual_ratings import RatingView
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.checklists.part_claims import without_claim
from au_desktop.services.rows import PageRequest, RosterFilter, RosterRow, RunFilter, RunRow
from au_desktop.ui.cases.case_safety import records_of

_MOST_RUNS = 20
_MOST_TRAINEES = 5000


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case, its verdict, and the checklists and safety records about it."""

    case: Case
    trainee: Trainee
    verdict: CaseVerdict
    supervisor: str
    runs: tuple[RunRow, ...]
    confirmed: bool
    rating: RatingView
    signed_on: date | None = None
    hidden: bool = False
    records: tuple[SafetyRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class DialogFacts:
    """What the dialog offers: trainees, supervising AUs and the center's own facts."""

    trainees: tuple[RosterRow, ...]
    supervisors: tuple[SupervisingAU, ...]
    center: CenterFacts


def load_case(services: Services, case_id: CaseId) -> CaseFacts:
    """One case as the detail pane shows it."""
    case = services.case_log.case(case_id)
    progress = services.judgements.of_trainee(case.trainee_id)
    verdict = next(one.verdict for one in progress.cases if one.case.id == case_id)
    names = {one.id: one.name for one in services.supervision.supervisors()}
    runs = services.checklist_work.runs(
        RunFilter(case_id=case_id), PageRequest(_MOST_RUNS, sort="event_at", descending=True)
    )
    with services.desk.unit_of_work() as uow:
        confirmations = uow.cases.confirmations((case_id,)).get(case_id, ())
    rating = services.ratings.view(case_id)
    return CaseFacts(
        case=case,
        trainee=progress.trainee,
        verdict=without_claim(verdict) if rating.hidden else verdict,
        supervisor=names.get(case.supervisor_id, "") if case.supervisor_id else "",
        runs=runs.rows,
        confirmed=bool(confirmations),
        rating=rating,
        signed_on=max((one.signed_on for one in confirmations), default=None),
        hidden=rating.hidden,
        records=records_of(services, case_id),
    )


def load_choices(services: Services) -> DialogFacts:
    """What the dialog offers to choose from."""
    page = services.enrolment.roster(RosterFilter(), PageRequest(_MOST_TRAINEES, sort="name"))
    return DialogFacts(page.rows, services.supervision.supervisors(), services.facilities.center())
