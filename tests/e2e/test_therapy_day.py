"""A therapy day through the real window: the package, the license, the directive, the dosage, the release."""

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.packages import Package
from au_desktop.domain.safety.time_outs import TimeOut
from au_desktop.example_stage import NAMES

USER, NURSE = NAMES[Role.PRECEPTOR], NAMES[Role.STAFF]
LOT, PATIENT = "E2E-1", "LR-9101"


def test_a_package_is_monitored_in_time_and_the_license_stops_the_second(day):
    day.desk.take_over(Role.STAFF)
    day.open_tab("safety", "Packages")
    assert "3 h after receipt" in day.said()
    receive(day, "7.4", LOT)
    day.station.press("Save package")
    first = day.newest(Package)
    assert (first.state, first.wipes[0].dpm_per_cm2 < 240) == ("to take in", True)
    assert "(60 − 46) cpm / (0.24 · 0.10 · 300 cm²) = 1.944 dpm/cm²" in day.said()
    assert "TI 0.7" in day.said()
    take_in(day)
    day.accept()
    (code,) = [one.stock_code for one in day.newest(Package).contents]
    assert f"in the inventory as {code}" in day.said()
    receive(day, "60", "E2E-2")
    day.station.press("Save package")
    take_in(day)
    why = day.refused()
    assert "Item 6.A" in why
    assert "2 Ci (74 GBq)" in why
    day.cancel()
    second = day.newest(Package)
    assert (second.state, second.contents[0].stock_id) == ("to take in", None)
    assert LOT in {one.lot for one in day.services.inventory.on_shelf()}
    assert "E2E-2" not in {one.lot for one in day.services.inventory.on_shelf()}


def test_a_wipe_above_the_limit_calls_carrier_and_agency(day):
    day.desk.take_over(Role.STAFF)
    day.open_tab("safety", "Packages")
    receive(day, "7.4", LOT, gross="1774")
    panel = day.said(day.tab.form)
    assert "= 240 dpm/cm², within the limit" in panel
    day.station.type_into("Wipe 1: gross", "1775")
    assert "= 240.1 dpm/cm², above the limit" in day.said(day.tab.form)
    day.station.press("Save package")
    assert "telephone the final delivery carrier and regulatory agency immediately" in day.said(
        day.station.window
    )
    day.type_all(Spoke_to="Dispatch")
    day.accept()
    day.type_all(Number_called="555 0199")
    day.accept()
    assert day.newest(Package).not_yet_told == ()


def receive(day, activity, lot, gross="60"):
    """Received an hour ago, monitored and opened since; the rest stands as it is offered."""
    station = day.station
    day.start("Receive package")
    day.type_moment("Received at", day.ago(60))
    day.type_all(Waybill=f"W-{lot}")
    station.type_into("Surface, highest", "4.2")
    station.type_into("At 1 m, highest", "0.61")
    station.type_into("Wipe 1: gross", gross)
    station.pick("Drug", "vipivotide")
    station.type_into("Activity", activity)
    station.pick("Activity: unit", "GBq")
    day.type_moment("Calibration", day.ago(30))
    station.type_into("Lot", lot)
    day.type_moment("Monitoring finished at", day.ago(20))
    day.type_moment("Opened at", day.ago(5))


def take_in(day):
    day.station.press("Take into inventory…")
    day.station.pick("Stored in", "Hot lab")


def test_from_the_directive_to_the_net_activity(day):
    day.desk.take_over(Role.STAFF)
    write_directive(day)
    assert not day.desk.may_press("Sign the directive…")
    day.desk.take_over(Role.PRECEPTOR)
    open_treatment(day, "To sign")
    day.station.press("Sign the directive…")
    day.type_moment("Dated and signed", day.ago(30))
    day.accept()
    assert f"by {USER}" in day.said()
    determine(day, "240.1 mCi")
    assert "+20.05 %" in day.said()
    assert "Outside 20 % or the range" in day.said()
    day.desk.take_over(Role.STAFF)
    open_treatment(day)
    assert not day.desk.may_press("Direct its use…")
    day.desk.take_over(Role.PRECEPTOR)
    open_treatment(day)
    day.station.press("Direct its use…")
    day.type_all(Why="the whole vial is wanted for this cycle")
    day.accept()
    assert "Directed by" in day.said()
    correct(day, "240 mCi")
    dosage = day.newest(Dosage)
    assert (dosage.within, "directed" in day.said()) == (True, False), day.said()
    hold_time_out(day)
    give_and_measure(day)
    given = day.newest(Dosage)
    assert (given.state, given.lot, given.patient_code) == ("given", LOT, PATIENT)
    assert given.time_out_code == day.newest(TimeOut).code
    assert f"Net: 240 mCi (8.88 GBq) − residual 2 mCi (74 MBq) = {given.net}" in day.said()


def test_a_directive_signed_after_the_dosage_stops_it(day):
    day.desk.take_over(Role.PRECEPTOR)
    write_directive(day)
    day.station.press("Sign the directive…")
    day.accept()
    determine(day, "201 mCi")
    day.station.press("Record administration…")
    day.type_moment("Begun", day.ago(90))
    said = day.refused()
    assert "10 CFR 35.40(a)" in said
    day.cancel()
    assert day.newest(Dosage).administration is None


def write_directive(day):
    station = day.station
    day.open_tab("safety", "Dosages")
    day.start("Write a directive")
    station.type_into("Patient code", PATIENT)
    station.pick("Radioactive drug", "Lu-177 vipivotide")
    station.type_into("Dosage", "200 mCi")
    station.pick("Route", "Intravenous")
    day.type_name("Authorized user", USER)
    day.accept()


def open_treatment(day, chip="Dosages"):
    day.open_tab("safety", "Dosages")
    day.station.press(chip)
    day.choose("dosage list", PATIENT)


def determine(day, activity):
    day.station.press("Determine the dosage…")
    day.station.type_into("Lot or prescription", LOT)
    day.station.type_into("Determined activity", activity)
    day.accept()


def correct(day, activity):
    day.station.press("Other steps")
    day.choose_from_menu("Correct the dosage…")
    day.station.type_into("Determined activity", activity)
    day.accept()


def hold_time_out(day):
    """It says stop, and why, until everything agrees."""
    station = day.station
    station.press("Time-out…")
    assert "Stop: fewer than two identifiers matched" in day.said(station.window)
    day.type_name("Second person", NURSE)
    for words in ("Name", "Wristband", "Syringe, vial and shield", "Read aloud"):
        station.tick(words)
    station.pick("Pregnancy", "Not applicable")
    station.pick("Breastfeeding", "Not applicable")
    assert "Go: patient, directive, drug, dosage and route agree." in day.said(station.window)
    day.accept()
    assert day.newest(TimeOut).go


def give_and_measure(day):
    day.station.press("Record administration…")
    day.station.type_into("Site", "left forearm")
    day.accept()
    day.station.press("Read the residual…")
    day.station.type_into("Vial", "2 mCi")
    day.accept()
