"""Home license follow-up: the amendment that lists a trainee as authorized user, from sending to approval and notice."""

from dataclasses import dataclass
from datetime import date

from au_desktop.domain.ids import FollowUpId, PaperId, TraineeId
from au_desktop.domain.training.cases import Voided


@dataclass(frozen=True, slots=True)
class AgencyQuestion:
    """A question of the agency and the answer to it."""

    asked: date
    question: str
    answered: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LicenseFollowUp:
    """One request to list a trainee on their home license.

    `management_approved` is the day on which the licensee's management approved in writing (10 CFR 35.24(a)); `began_as_au`
    the day on which the trainee began to act as AU, from which 30 days of notice run (10 CFR 35.14(a)).
    """

    id: FollowUpId
    trainee_id: TraineeId
    license_number: str
    agency: str
    management_approved: date | None = None
    sent: date | None = None
    received_by_agency: date | None = None
    questions: tuple[AgencyQuestion, ...] = ()
    approved: date | None = None
    amendment: str = ""
    began_as_au: date | None = None
    notice_sent: date | None = None
    paper_id: PaperId | None = None
    notes: str = ""
    voided: Voided | None = None
