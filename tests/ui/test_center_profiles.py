"""The jurisdiction profiles on the center page: sections, ways, boards, attestations and form parts, with their basis."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from au_desktop.ui.center.center_page import CenterPage
from au_desktop.ui.kit.card import CardRow
from tests.fakes_center import Bench


@pytest.fixture
def section(qtbot):
    bench = Bench()
    page = CenterPage(bench.services, bench.operations, bench.changes, bench.settings)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    page.on_shown()
    shown = page.show_subject("profile")
    shown.kept = page
    return shown


def folds(section):
    return [one for one in section.findChildren(QPushButton) if "sections, boards" in one.text()]


def rows(section):
    return {
        row.title.text(): (row.detail.text(), [one.text() for one in row.findChildren(QLabel)])
        for row in section.findChildren(CardRow)
    }


def test_the_long_part_is_folded_and_unfolds(section):
    used, _other = folds(section)
    assert used.text().startswith("Show")
    assert not any("35.396(a)(3)" in title for title in rows(section))
    used.click()
    assert used.text().startswith("Hide")
    shown = rows(section)
    detail, words = shown["35.396(a)(3): board recognized under 35.490, 35.690"]
    assert "Asked for: classroom hours, work experience, cases, attestation" in detail
    assert "waits for the license amendment" in detail
    assert "10 CFR 35.396 (83 FR 33046" in detail
    assert "check the source" in words
    count = len(shown)
    used.click()
    used.click()
    assert len(rows(section)) == count


def test_each_entry_has_its_words_and_its_basis(section):
    folds(section)[0].click()
    shown = rows(section)
    assert "check the source" not in shown["35.390(b): training and experience"][1]
    assert shown["Supervisors meet 35.57, 35.390"][0].startswith("10 CFR 35.390 (")
    board = shown["American Board of Radiology"][0]
    assert board.startswith("Certificates until 31 Dec 2023. ")
    assert "ML23303A027" in board
    assert "B. Radiation protection" in shown
    assert "Training counts for 7 years before the application" in shown
    assert "3.c: Supervised clinical case experience" in shown
    named = "35.392(b): a license that names the physician under 35.390 for G1 or G2, 35.394"
    assert "notice within 30 days" in shown[named][0]
    attestation = [text for text, _ in shown.values() if "able to independently fulfill" in text]
    assert attestation
    assert all("{name}" not in text for text in attestation)


def test_another_agency_s_form_is_named_in_its_own_words(section):
    folds(section)[1].click()
    assert any(
        text.startswith("Here: the agency's own part") for text, _ in rows(section).values()
    )
