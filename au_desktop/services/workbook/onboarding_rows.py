"""The rows of the sheet Onboarding: each item and each dosimeter of visits that are not over when the period begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from au_desktop.domain.training.onboarding import Dosimeter, OnboardingItem, Placement
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.workbook.sheet_rows import Days

ITEM, DOSIMETER = "Item", "Dosimeter"
LENT, RETURNED, NOT_RETURNED = "lent", "returned", "not returned"


@dataclass(frozen=True, slots=True)
class OnboardingRow:
    """One item of one visit, or one dosimeter lent for it; `received` is the day of issue of a dosimeter."""

    trainee: str
    name: str
    host: str
    first: date
    last: date | None
    what: str
    title: str
    owner: str
    due: date | None
    received: date | None
    expires: date | None
    returned: date | None
    state: str
    paper: str
    note: str


def onboarding_rows(desk: Desk, days: Days) -> Iterator[OnboardingRow]:
    """Rows by trainee and first day; void visits are left out, and so are those that ended before the period."""
    today = desk.today()
    with desk.reading() as uow:
        kept = [
            one
            for one in uow.placements.all()
            if one.voided is None and (one.visit.last is None or one.visit.last >= days.first)
        ]
        ids = tuple(dict.fromkeys(one.trainee_id for one in kept))
        trainees = {trainee.id: trainee for trainee in uow.trainees.several(ids)}
        hosts = {host.id: host.name for host in uow.hosts.all()}
        kept.sort(key=lambda one: (trainees[one.trainee_id].number, one.visit.first))
        for placement in kept:
            trainee, host = trainees[placement.trainee_id], hosts[placement.host_id]
            for item in placement.items:
                yield _item_row(uow, (trainee, host, placement), item, today)
            for dosimeter in placement.dosimeters:
                yield _dosimeter_row((trainee, host, placement), dosimeter, today)


_Visit = tuple[Trainee, str, Placement]


def _item_row(uow: UnitOfWork, visit: _Visit, item: OnboardingItem, today: date) -> OnboardingRow:
    trainee, host, placement = visit
    paper = "" if item.paper_id is None else uow.papers.get(item.paper_id).title
    return OnboardingRow(
        trainee=trainee.code,
        name=trainee.display_name,
        host=host,
        first=placement.visit.first,
        last=placement.visit.last,
        what=ITEM,
        title=item.title,
        owner=item.owner,
        due=item.due,
        received=item.received,
        expires=item.expires,
        returned=None,
        state=placement.state_of(item, today).value,
        paper=paper,
        note=item.not_needed,
    )


def _dosimeter_row(visit: _Visit, dosimeter: Dosimeter, today: date) -> OnboardingRow:
    trainee, host, placement = visit
    last = placement.visit.last
    state = NOT_RETURNED if last is not None and last < today else LENT
    return OnboardingRow(
        trainee=trainee.code,
        name=trainee.display_name,
        host=host,
        first=placement.visit.first,
        last=last,
        what=DOSIMETER,
        title=dosimeter.number,
        owner="RSO",
        due=last,
        received=dosimeter.issued,
        expires=None,
        returned=dosimeter.returned,
        state=state if dosimeter.returned is None else RETURNED,
        paper="",
        note=dosimeter.kind,
    )
