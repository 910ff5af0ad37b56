"""Names, drugs and templates that a generated center is made of."""

FAMILY = ("Example", "Muster", "Ejemplo", "Voorbeeld", "Exemple", "Přiklad", "Esempio", "Örnek")
GIVEN = ("Ada", "Ben", "Chloé", "Dario", "Eva", "Finn", "Grace", "Hugo", "")
DRUGS = (
    ("lu-177-vipivotide-tetraxetan", "Pluvicto lutetium Lu 177 vipivotide tetraxetan"),
    ("lu-177-dotatate", "Lutathera lutetium Lu 177 dotatate"),
    ("i-131-sodium-iodide", "sodium iodide I 131"),
    ("ra-223-dichloride", "Xofigo radium Ra 223 dichloride"),
)
TEMPLATES = (
    ("lu177-vipivotide", "Lu-177 vipivotide tetraxetan administration", "administration"),
    ("lu177-dotatate", "Lu-177 dotatate administration", "administration"),
    ("i131-oral", "Oral sodium iodide I-131 administration", "administration"),
    ("area-survey", "End-of-day area survey", "area_survey"),
    ("dosage-assay", "Dosage assay", "dosage_assay"),
    ("constancy", "Constancy of the dose calibrator", "instrument_check"),
)
VERBS = ("start checklist", "answer", "submit checklist", "sign", "add case", "change case")
