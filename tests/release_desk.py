"""A center in memory with a survey meter and hands that enter a patient release, and a pen that draws nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruction_sheets import SheetText
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.safety.instruction_writing import PrintedSheet
from au_desktop.services.safety.patient_releases import PatientReleases, ReleaseForm
from au_desktop.services.safety.sheet_keeping import InstructionSheets
from tests.builders import MemoryDesk, an_instrument
from tests.release_examples import LEE, NOT_NURSING, WRITTEN

METER_ID = InstrumentId(UUID(int=70))


class Pen:
    """Remembers what it was to draw."""

    def __init__(self) -> None:
        self.drawn: list[tuple[Path, PrintedSheet]] = []

    def write_sheet(self, target: Path, sheet: PrintedSheet) -> str:
        self.drawn.append((target, sheet))
        return "0" * 64


class ReleaseDesk(MemoryDesk):
    """The use cases of releases and sheets, as the RSO has them."""

    def __init__(self, role: Role = Role.RSO) -> None:
        super().__init__()
        with self.center.unit_of_work() as uow:
            uow.instruments.add(an_instrument(id=METER_ID))
            uow.commit()
        self.at_desk = self.desk(role)
        self.releases = PatientReleases(self.at_desk)
        self.pen = Pen()
        self.sheets = InstructionSheets(self.at_desk, self.pen)

    def ago(self, hours: float) -> Moment:
        now = self.clock.now()
        return Moment(now.utc - timedelta(hours=hours), now.offset_minutes)

    def form(self, **changes: Any) -> ReleaseForm:
        plain = ReleaseForm(
            Activity.parse("7.4 GBq"), self.ago(5), self.ago(1), "Lu-177", "lu-177-dotatate",
            patient_code="P-0012", authorized_by=LEE, instructions=WRITTEN, infant=NOT_NURSING,
        )  # fmt: skip
        return replace(plain, **changes)

    def measured(self, rate: str = "7 mrem/h", **changes: Any) -> ReleaseForm:
        return self.form(
            nuclide_id="I-131", drug_id="i-131-sodium-iodide", administered=Activity.parse("100 mCi"),
            rate=DoseRate.parse(rate), rate_at=self.ago(2), instrument_id=METER_ID, surveyor=LEE, **changes,
        )  # fmt: skip

    def ready(self, agent: str = "lu-177-dotatate", **changes: Any) -> SheetText:
        text = self.sheets.text(agent)
        return replace(text, **({"contact": "Lee Fox, RSO", "phone": "555 0100"} | changes))


BY = PersonRef("Lee Fox")
