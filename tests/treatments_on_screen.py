"""The tab Dosages over a center in memory, with one treatment at each stage of its way."""

from types import SimpleNamespace

from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.dosage_parts import Residual, ResidualPart, SupplierValue
from au_desktop.services.center.access import Access
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.safety.dosage_log import DosageLog
from au_desktop.services.safety.instrument_book import Instruments
from au_desktop.services.safety.prescribing import Prescribing
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.time_out_book import TimeOuts
from au_desktop.services.safety.treatment_file import TreatmentFile
from au_desktop.services.safety.treatment_forms import TreatmentForms
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.safety.dosages.dosages_tab import DosagesTab
from tests.builders import gbq, mci
from tests.fakes import FakeKeyRing, fake_verify
from tests.fakes_ui import ImmediateOperations
from tests.treatment_examples import IODIDE, TreatmentDesk, at, given, spoken


def services_of(desk: TreatmentDesk, role: Role) -> SimpleNamespace:
    """The use cases that the tab works with."""
    work, keys = desk.memory.desk(role), FakeKeyRing()
    for person in desk.memory.people.values():
        keys.passphrases[person.id] = person.role.value
    return SimpleNamespace(
        desk=work,
        drafts=Drafts(work),
        access=Access(work, keys),
        safety_book=SafetyBook(work),
        record_signing=RecordSigning(work, keys, fake_verify),
        prescribing=Prescribing(work),
        dosage_log=DosageLog(work),
        time_outs=TimeOuts(work),
        treatment_file=TreatmentFile(work),
        treatment_forms=TreatmentForms(work),
        instruments=Instruments(work),
    )


def shown(qtbot, desk: TreatmentDesk, role: Role = Role.PRECEPTOR) -> DosagesTab:
    """The tab, loaded; what its use cases change makes it load again, as the page does."""
    changes = ChangesBus()
    context = SectionContext(services_of(desk, role), ImmediateOperations(), changes, Settings())
    tab = DosagesTab(context)
    changes.changed.connect(lambda _changes: tab.refresh())
    qtbot.addWidget(tab)
    tab.resize(1240, 640)
    tab.show()
    tab.refresh()
    return tab


def a_day(desk: TreatmentDesk) -> dict[str, object]:
    """Five treatments: given with its net, out of range, oral to be written, awaiting signature, ready."""
    keys: dict[str, object] = {}
    keys["given"] = _given(desk)
    keys["off"] = (
        desk.log()
        .determine(
            desk.dosage_facts(
                patient_code="LR-0201",
                directive_id=desk.signed(patient_code="LR-0201"),
                determined=mci("158"),
                supplier=SupplierValue(mci("176"), at(9, day=19)),
                lot="RX-1210",
            )
        )
        .value
    )
    keys["oral"] = (
        desk.prescribing(Role.STAFF)
        .enter_oral(
            desk.directive_facts(
                patient_code="LR-0204",
                drug_id=IODIDE,
                prescribed=PrescribedDosage(mci("100")),
                route=Route.ORAL,
            ),
            spoken(),
        )
        .value
    )
    keys["waiting"] = (
        desk.prescribing(Role.STAFF)
        .prepare(desk.directive_facts(patient_code="LR-0207", planned_for=at(16, day=23)))
        .value
    )
    signed = desk.signed(
        patient_code="LR-0209", prescribed=PrescribedDosage(mci("180"), mci("210"))
    )
    keys["ready"] = (
        desk.log()
        .determine(desk.dosage_facts(patient_code="LR-0209", directive_id=signed, lot="RX-1212"))
        .value
    )
    return keys


def _given(desk: TreatmentDesk) -> object:
    directive = desk.signed()
    log = desk.log()
    key = log.determine(desk.dosage_facts(directive_id=directive, lot="RX-1201")).value
    desk.time_outs().hold(desk.time_out_facts(directive_id=directive, dosage_id=key))
    log.give(key, given())
    left = (
        (ResidualPart.VIAL, mci("1.8")),
        (ResidualPart.TUBING, gbq("0.012")),
    )
    log.read_residuals(
        key, tuple(Residual(part, one, at(10, 40)) for part, one in left), desk.calibrator
    )
    return key
