"""Puts the use cases of radiation safety together, as `wiring` does for the rest."""

from au_desktop.exchange.run_pdf import RunPdfWriter
from au_desktop.security.key_ring import VaultKeyRing
from au_desktop.security.seals import fingerprint, verify
from au_desktop.services.bundle import SafetyServices
from au_desktop.services.desk import Desk
from au_desktop.services.safety.dosage_log import DosageLog
from au_desktop.services.safety.inventory import Inventory
from au_desktop.services.safety.package_receipt import PackageReceipt
from au_desktop.services.safety.possession_lines import Possession
from au_desktop.services.safety.prescribing import Prescribing
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.safety_prints import SafetyPrints
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety.time_out_book import TimeOuts
from au_desktop.services.safety.treatment_file import TreatmentFile
from au_desktop.services.safety.treatment_forms import TreatmentForms


def safety_services(desk: Desk, key_ring: VaultKeyRing) -> SafetyServices:
    """The use cases of radiation safety of whoever works at the desk."""
    signing = RecordSigning(desk, key_ring, verify)
    return SafetyServices(
        dosage_log=DosageLog(desk),
        prescribing=Prescribing(desk),
        time_outs=TimeOuts(desk),
        treatment_file=TreatmentFile(desk),
        treatment_forms=TreatmentForms(desk),
        inventory=Inventory(desk),
        packages=PackageReceipt(desk),
        possession=Possession(desk),
        record_signing=signing,
        safety_book=SafetyBook(desk),
        safety_prints=SafetyPrints(desk, signing, RunPdfWriter(), fingerprint),
        site_limits=SiteLimits(desk),
    )
