"""The checklists as they first shipped keep the digests that runs were filled with, whatever templates can hold since."""

import json
from pathlib import Path

import pytest

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.template_documents import (
    template_digest,
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.templates import Template
from au_desktop.persistence.template_files import load_templates
from tests.checklist_examples import KNOWN

FIRST = Path(__file__).resolve().parent.parent / "data" / "templates_v1"
DIGESTS = {
    "dosage_assay": "3a0f4ab492ea21fe66585ab310c6751c63e2a643b2b5e66bdda2bf58aa1e8924",
    "end_of_day_survey": "7cf36de7c54dabf2b033d85cf62ee811910d2c693e5573e4f6f46ae8434c4413",
    "i131_oral_administration": "5004dbdef271aa4a6a0f52e631428eaf9af5756e827fe71b2c84e1bcc7250fb3",
    "lu177_dotatate_administration": "3b315595dce1b41ff4bcb0e4549dba463210f6dd7511d69507a12ea7b622cff4",
    "lu177_vipivotide_administration": "e8183d7d88663847671691704e54c93c462ed5499e929ebcfad88366e91bcf7e",
    "trainee_instruction": "99900c596a3e8ca3d2f34d4a1ed4db91248f7978b5f652e32eea07d34e73d85b",
    "trainee_orientation": "25f7172a3b510fe30ce7c690f4019937105a7b4b7a7e6738b6cb2bde409b5e11",
}
"""Worked out by the program as it was when these files shipped."""


@pytest.fixture(scope="module")
def first() -> dict[str, Template]:
    return {template.id: template for template in load_templates(FIRST, KNOWN)}


def test_all_that_shipped_first_is_here(first: dict[str, Template]) -> None:
    assert set(first) == set(DIGESTS)


@pytest.mark.parametrize("template_id", sorted(DIGESTS))
def test_the_digest_stays(first: dict[str, Template], template_id: str) -> None:
    template = first[template_id]
    assert template_digest(template) == DIGESTS[template_id]
    stored = json.loads(canonical_bytes(template_to_document(template)))
    assert template_digest(template_from_document(stored)) == DIGESTS[template_id]
