"""The facts that are asked about each kind of event, in the order in which they are asked."""

from au_desktop.domain.safety.events import EventKind
from au_desktop.domain.safety.extravasations import Images
from au_desktop.domain.safety.lost_material import LossKind
from au_desktop.domain.safety.patient_emergencies import EmergencyKind
from au_desktop.domain.safety.spills import Remains
from au_desktop.ui.safety.events.fact_kinds import Ask, Fact, FactSection, answer, one_of

PEOPLE, READINGS, SITE_READINGS, ITEMS = "people", "readings", "site_readings", "items"
_NO_NAMES = "No names of patients."

_WHEN = (
    Fact("title", "In a few words", hint=_NO_NAMES),
    Fact("at", "Happened", Ask.MOMENT),
    Fact("discovered_at", "Discovered", Ask.MOMENT, "Every clock runs from here."),
)
_PLACE = (Fact("room", "Room", Ask.ROOM),)
_CASE = (
    Fact("case_id", "Case", Ask.CASE, "Fills in the drug and the dosage."),
    Fact("patient_code", "Patient code", hint="The center's own code, never a name."),
)
_MATERIAL = (
    Fact("nuclide", "Nuclide"),
    Fact("form", "Drug or form"),
)
_REPORT = FactSection(
    "For the report",
    (
        Fact("story", "What happened", Ask.TEXT, f"In brief. {_NO_NAMES}"),
        Fact("cause", "Why it happened", Ask.TEXT),
        Fact("effect", "Effect on persons", Ask.TEXT),
        Fact("prevention", "What was or will be done against recurrence", Ask.TEXT),
    ),
)
_PHYSICIAN = Fact("physician", "Prescribing physician")
_INCIDENT = FactSection(
    "Doses of persons (20.2202, 20.2203)",
    (
        Fact(
            "incident.tede",
            "Highest TEDE",
            Ask.DOSE,
            "20.2202(a)(1)(i), (b)(1)(i). A patient's own treatment is not meant.",
        ),
        Fact("incident.lens", "Highest lens dose", Ask.DOSE, "20.2202(a)(1)(ii), (b)(1)(ii)"),
        Fact(
            "incident.skin",
            "Highest skin or extremity dose",
            Ask.DOSE,
            "20.2202(a)(1)(iii), (b)(1)(iii)",
        ),
        Fact(
            "incident.intake_ali",
            "Possible intake in 24 h",
            Ask.NUMBER,
            "20.2202(a)(2), (b)(2)",
            unit="ALI",
        ),
        answer("incident.at_once", "No number: could it be an at-once report?", "20.2202(a)"),
        answer("incident.loss_of_control", "Was control of the material lost?", "20.2202(b)"),
        answer("incident.within_day", "No number: could it be a 24-hour report?", "20.2202(b)"),
        answer("incident.dose_above_limit", "Was a dose limit exceeded?", "20.2203(a)(2)"),
        answer(
            "incident.levels_above_limit",
            "Levels above a limit, or 10 times one in an unrestricted area?",
            "20.2203(a)(3)",
        ),
    ),
)
_SPILL = (
    FactSection("When and where", (*_WHEN, *_PLACE)),
    FactSection(
        "What was spilled",
        (
            *_MATERIAL,
            Fact("spill.activity", "Activity, estimated", Ask.ACTIVITY),
            Fact("spill.level", "Major from", Ask.LEVEL),
            answer(
                "spill.weighs", "Persons affected, fast spread or other hazards?", "Yes: major."
            ),
            Fact("spill.rso_told_at", "RSO told", Ask.MOMENT),
        ),
    ),
    FactSection(
        "People, readings and wipes",
        (
            Fact("spill.people", "Persons", Ask.LIST, line=PEOPLE),
            Fact("spill.readings", "Places, before and after", Ask.LIST, line=READINGS),
            Fact("spill.actions", "What was done", Ask.TEXT),
            one_of("spill.remains", "What remains", Remains),
            Fact(
                "spill.remaining",
                "Remaining contamination",
                Ask.TEXT,
                "Nuclides, quantities, forms, concentrations and place: for the decommissioning file.",
            ),
        ),
        note="spill-file",
    ),
    _REPORT,
    _INCIDENT,
)
_EXTRAVASATION = (
    FactSection("When and where", (*_WHEN, *_CASE), note="extravasation-status"),
    FactSection(
        "How much",
        (
            *_MATERIAL,
            Fact("extravasation.site", "Site", hint="Vein, side, catheter."),
            Fact("extravasation.signs", "Signs"),
            Fact("extravasation.given", "Given until then", Ask.ACTIVITY),
            Fact("extravasation.infiltrated", "Infiltrated, estimated", Ask.ACTIVITY),
            Fact("extravasation.volume_ml", "Volume infiltrated", Ask.NUMBER, unit="mL"),
            one_of("extravasation.images", "Images", Images),
        ),
    ),
    FactSection(
        "Readings and dose",
        (
            Fact("extravasation.readings", "Readings", Ask.LIST, line=SITE_READINGS),
            Fact("extravasation.mitigation", "Mitigation, by whose order", Ask.TEXT),
            Fact("extravasation.dose", "Dose at the site, estimated", Ask.DOSE),
            Fact("extravasation.dose_method", "How it was estimated", Ask.TEXT),
        ),
    ),
    FactSection(
        "Told and followed up",
        (
            Fact("extravasation.au_told_at", "AU told", Ask.MOMENT),
            Fact("extravasation.rso_told_at", "RSO told", Ask.MOMENT),
            Fact("extravasation.follow_up", "Follow-up", Ask.TEXT, "Who looks at the site, when."),
        ),
    ),
    _REPORT,
)
_A1I, _A1II = "35.3045(a)(1)(i)", "35.3045(a)(1)(ii)"
_MEDICAL = (
    FactSection("When and for whom", (*_WHEN, *_CASE, *_MATERIAL, _PHYSICIAN)),
    FactSection(
        "Patient intervention",
        (
            answer(
                "screen.intervention",
                "Did the patient's own action cause it?",
                "35.3045(a), (b); 35.2. Then only permanent damage counts.",
            ),
            answer(
                "screen.permanent_damage",
                "Unintended permanent functional damage, as determined by a physician?",
                "35.3045(b)",
            ),
        ),
    ),
    FactSection(
        "Delivered against prescribed",
        (
            Fact("screen.prescribed", "Prescribed dosage, or from", Ask.ACTIVITY, f"{_A1I}(B)"),
            Fact("screen.prescribed_high", "Prescribed range, to", Ask.ACTIVITY, f"{_A1I}(B)"),
            Fact("screen.delivered", "Dosage delivered", Ask.ACTIVITY, f"{_A1I}(B)"),
            Fact("screen.dose_prescribed", "Prescribed total dose", Ask.DOSE, f"{_A1I}(A)"),
            Fact("screen.dose_delivered", "Total dose delivered", Ask.DOSE, f"{_A1I}(A)"),
            Fact("screen.fraction_prescribed", "Prescribed fraction", Ask.DOSE, f"{_A1I}(C)"),
            Fact("screen.fraction_delivered", "Fraction delivered", Ask.DOSE, f"{_A1I}(C)"),
            Fact("screen.effective_off", "Difference, EDE", Ask.DOSE, _A1I),
            Fact("screen.organ_off", "Difference, organ or tissue", Ask.DOSE, _A1I),
            Fact("screen.skin_off", "Difference, skin (SDE)", Ask.DOSE, _A1I),
            answer(
                "screen.dose_off",
                "No number: more than 5 rem EDE off, or 50 rem to organ or skin?",
                _A1I,
            ),
        ),
    ),
    FactSection(
        "Something wrong (no 20 % test here)",
        (
            answer("screen.wrong_drug", "Wrong radioactive drug?", f"{_A1II}(A)"),
            answer("screen.wrong_route", "Wrong route of administration?", f"{_A1II}(B)"),
            answer("screen.wrong_individual", "Wrong individual?", f"{_A1II}(C)"),
            answer("screen.wrong_mode", "Wrong mode of treatment?", f"{_A1II}(D)"),
            answer("screen.leaking_source", "Leaking sealed source?", f"{_A1II}(E)"),
            Fact("screen.wrong_effective", "Dose from it, EDE", Ask.DOSE, _A1II),
            Fact("screen.wrong_organ", "Dose from it, organ or tissue", Ask.DOSE, _A1II),
            Fact("screen.wrong_skin", "Dose from it, skin (SDE)", Ask.DOSE, _A1II),
            answer(
                "screen.wrong_dose",
                "No number: more than 5 rem EDE, or 50 rem to organ or skin?",
                _A1II,
            ),
        ),
    ),
    FactSection(
        "Another site than the treatment site",
        (
            Fact("screen.site_expected", "Expected dose there", Ask.DOSE, "35.3045(a)(1)(iii)"),
            Fact("screen.site_received", "Dose received there", Ask.DOSE, "35.3045(a)(1)(iii)"),
            answer(
                "screen.site_exceeds",
                "No number: 50 rem or more and 50 % or more above?",
                "35.3045(a)(1)(iii)(A), (B)",
            ),
        ),
        note="implants",
    ),
    _REPORT,
)
_CHILD = (
    FactSection(
        "When and for whom", (*_WHEN, *_CASE, *_MATERIAL, _PHYSICIAN), note="fetus-worker"
    ),
    FactSection(
        "Embryo or fetus (35.3047(a))",
        (
            Fact("child.embryo_dose", "Dose to the embryo or fetus", Ask.DOSE, "35.3047(a)"),
            answer("child.embryo_above", "No number: above 5 rem (50 mSv)?", "35.3047(a)"),
            answer(
                "child.approved_in_advance",
                "Specifically approved, in advance, by the authorized user?",
                "35.3047(a)",
            ),
        ),
    ),
    FactSection(
        "Nursing child (35.3047(b))",
        (
            Fact("child.child_dose", "TEDE of the child", Ask.DOSE, "35.3047(b)(1)"),
            answer("child.child_above", "No number: above 5 rem (50 mSv)?", "35.3047(b)(1)"),
            answer(
                "child.child_damage",
                "Unintended permanent functional damage, as determined by a physician?",
                "35.3047(b)(2)",
            ),
        ),
    ),
    _REPORT,
)
_LOSS = (
    FactSection("When and where", (*_WHEN, *_PLACE)),
    FactSection(
        "What is missing",
        (
            one_of("loss.kind", "It is", LossKind),
            Fact("loss.items", "Material", Ask.LIST, line=ITEMS),
            Fact("form", "Chemical and physical form"),
            answer(
                "loss.exposure",
                "Could persons in unrestricted areas be exposed?",
                "20.2201(a)(1)(i)",
            ),
            Fact("loss.found_at", "All of it found again", Ask.MOMENT),
            Fact("loss.disposition", "Probable disposition", Ask.TEXT, "20.2201(b)(1)(iii)"),
            Fact("loss.exposures", "Exposures, possible TEDE", Ask.TEXT, "20.2201(b)(1)(iv)"),
            Fact("loss.recovery", "Actions to recover it", Ask.TEXT, "20.2201(b)(1)(v)"),
        ),
        note="loss-quantities",
    ),
    _REPORT,
    _INCIDENT,
)
_LEAK = (
    FactSection("When and where", (*_WHEN, *_PLACE)),
    FactSection(
        "The source",
        (
            Fact("leak.model", "Model number"),
            Fact("leak.serial", "Serial number, if assigned"),
            Fact("nuclide", "Nuclide"),
            Fact("activity", "Activity, estimated", Ask.ACTIVITY),
            Fact("leak.removable", "Removable contamination", Ask.ACTIVITY, "35.3067"),
            Fact("leak.tested_at", "Tested", Ask.MOMENT, "The 5 days of 35.3067 count from here."),
            Fact("leak.action", "Action taken", Ask.TEXT),
        ),
    ),
    _REPORT,
    _INCIDENT,
)
_EMERGENCY = (
    FactSection("When and for whom", (*_WHEN, *_CASE, *_PLACE), note="emergency-scope"),
    FactSection(
        "What is known",
        (
            one_of("emergency.kind", "What happened", EmergencyKind),
            answer("emergency.not_releasable", "Could not be released under 35.75?", "35.315(b)"),
            *_MATERIAL,
            Fact("activity", "Activity given", Ask.ACTIVITY),
            Fact("emergency.told_team", "Told to the team", Ask.TEXT),
            Fact("emergency.taken_to", "Taken to"),
            Fact("emergency.rate", "Dose rate", Ask.RATE),
            Fact("emergency.distance", "At a distance of", Ask.DISTANCE),
            Fact("emergency.meter", "Survey meter", Ask.METER),
            Fact("emergency.helpers", "Helpers: hands, clothing, shoes", Ask.TEXT),
            Fact("emergency.places", "Rooms, equipment, transport", Ask.TEXT),
            Fact("emergency.body", "After a death: body and autopsy", Ask.TEXT),
        ),
    ),
    _REPORT,
    _INCIDENT,
)
_PLAIN = (
    FactSection("When and where", (*_WHEN, *_PLACE)),
    FactSection("Material", (*_MATERIAL, Fact("activity", "Activity", Ask.ACTIVITY))),
    _REPORT,
    _INCIDENT,
)

SHEETS: dict[EventKind, tuple[FactSection, ...]] = {
    EventKind.SPILL: _SPILL,
    EventKind.EXTRAVASATION: _EXTRAVASATION,
    EventKind.MEDICAL: _MEDICAL,
    EventKind.CHILD: _CHILD,
    EventKind.LOSS: _LOSS,
    EventKind.PACKAGE: _PLAIN,
    EventKind.LEAK: _LEAK,
    EventKind.EMERGENCY: _EMERGENCY,
    EventKind.OTHER: _PLAIN,
}
"""What is asked, by kind of event."""

LINES: dict[str, tuple[str, tuple[Fact, ...]]] = {
    PEOPLE: (
        "person",
        (
            Fact("who", "Person", Ask.PERSON, "A worker or visitor; a patient by code only."),
            Fact("place", "Where contaminated"),
            Fact("before", "Before washing"),
            Fact("after", "After washing"),
            Fact("bioassay", "Bioassay"),
        ),
    ),
    READINGS: (
        "place",
        (
            Fact("place", "Place"),
            Fact("rate_before", "Dose rate before", Ask.RATE),
            Fact("rate_after", "Dose rate after", Ask.RATE),
            Fact("meter", "Survey meter", Ask.METER),
            Fact("wipe_before", "Wipe before", Ask.NUMBER, unit="dpm/100 cm²"),
            Fact("wipe_after", "Wipe after", Ask.NUMBER, unit="dpm/100 cm²"),
            Fact("counter", "Counter", Ask.METER),
        ),
    ),
    SITE_READINGS: (
        "reading",
        (
            Fact("at", "Measured", Ask.MOMENT),
            Fact("site", "At the site", Ask.RATE),
            Fact("other", "Same place, other side", Ask.RATE),
            Fact("meter", "Survey meter", Ask.METER),
        ),
    ),
    ITEMS: (
        "material",
        (
            Fact("nuclide", "Nuclide"),
            Fact("activity", "Activity", Ask.ACTIVITY),
            Fact("quantity", "Quantity of Appendix C", Ask.ACTIVITY),
            Fact("basis", "Where the quantity is from"),
        ),
    ),
}
"""The lists inside an event: what one line is called, and what it holds."""
