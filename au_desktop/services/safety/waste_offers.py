"""What may be put into a waste container without typing it again: recent cases, dosages with what was left, stock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.stock import Stock
from au_desktop.domain.safety.waste_contents import ContentSource
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.services.safety.stock_keeping import standing

_RECENT = timedelta(days=30)
_MANY = 60


@dataclass(frozen=True, slots=True)
class ContentOffer:
    """Something that may be put in; `activity` is None where nobody measured what was left."""

    source: ContentSource
    source_id: UUID
    label: str
    nuclide: str
    at: Moment
    activity: Activity | None = None


class WasteOffers:
    """Reads what was used lately."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def recent(self) -> tuple[ContentOffer, ...]:
        """Dosages of the last days with their residual, cases, and what lies in stock."""
        with self._desk.reading() as uow:
            dosages, stock = tuple(self._dosages(uow)), tuple(self._stock(uow))
        return (*dosages, *self._cases(), *stock)

    def _dosages(self, uow: UnitOfWork) -> Iterator[ContentOffer]:
        today = self._desk.today()
        for dosage in standing(tuple(uow.safety.between(Dosage, today - _RECENT, today))):
            if dosage.put_back:
                continue
            at = dosage.at if dosage.administration is None else dosage.administration.at
            left = dosage.determined if dosage.not_used else dosage.residual
            label = f"{dosage.code} {dosage.drug.title}, {dosage.patient_code}"
            yield ContentOffer(
                ContentSource.DOSAGE, dosage.id, label, dosage.drug.nuclide_id, at, left
            )

    def _cases(self) -> Iterator[ContentOffer]:
        today, now = self._desk.today(), self._desk.clock.now()
        wanted = CaseFilter(first=today - _RECENT, last=today)
        request = PageRequest(limit=_MANY, sort="on", descending=True)
        for row in self._desk.queries.cases(wanted, request).rows:
            drug = self._desk.reference.drug(row.drug_id)
            label = f"{row.code} {drug.generic_name}, {row.patient_code}".rstrip(", ")
            yield ContentOffer(ContentSource.CASE, row.case_id, label, drug.nuclide_id, now)

    def _stock(self, uow: UnitOfWork) -> Iterator[ContentOffer]:
        now = self._desk.clock.now()
        for stock in uow.safety.open_ones(Stock):
            yield ContentOffer(
                ContentSource.STOCK,
                stock.id,
                f"{stock.code} {stock.summary.label}",
                stock.nuclide_id,
                now,
                stock.remaining(now),
            )
