"""The tag of a waste container: what 10 CFR 20.1904 asks, curie first, and a warning where it may not decay."""

from pathlib import Path

import pytest

from au_desktop.domain.safety.safety_records import RecordVoid
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_contents import Production
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.waste_tags import WasteTags, tag_of
from tests.waste_desk import WasteDesk
from tests.waste_examples import a_container, a_content, mbq, on, sealed
from tests.waste_page import TagsInMemory

CENTER = CenterFacts("Lakeside RPT Center", "45-00000-01")


def test_a_tag_says_what_how_much_when_and_where():
    tag = tag_of(sealed(a_content(activity=mbq("370")), day=1), CENTER, on(0))
    assert tag.caution == "CAUTION, RADIOACTIVE MATERIAL"
    assert tag.center == "Lakeside RPT Center, license 45-00000-01"
    assert dict(tag.lines) == {
        "Contents": "dry waste",
        "Activity on 1 Jun 2026": "I-131 10 mCi (370 MBq)",
        "Longest-lived, impurity aside": "I-131, 8.021 d",
        "Sealed": "2 Jun 2026, Example R.",
        "Survey not before": "21 Aug 2026 (suggested; the survey decides)",
        "Stored": "Waste room, B2",
        "From": "room 3",
    }
    assert tag.scanned.startswith("WC-0031 ")
    assert tag.warning == ""


def test_an_empty_open_container_has_a_tag_too():
    bare = a_container(room=None, shelf="", from_where="")
    lines = dict(tag_of(bare, CenterFacts("C"), on(0)).lines)
    assert lines == {
        "Contents": "dry waste",
        "Activity on 1 Jun 2026": "nothing yet",
        "Sealed": "not sealed",
    }


def test_what_may_not_decay_says_so_in_a_box():
    held = sealed(a_content("Lu-177", Production.CARRIER_ADDED))
    tag = tag_of(held, CENTER, on(2))
    assert tag.warning.startswith("NOT FOR DECAY IN STORAGE: Lu-177m (160.4 d) is in it")
    assert "Lu-177m (impurity)" in dict(tag.lines)["Activity on 3 Jun 2026"]
    assert tag_of(sealed(a_content("Ac-225")), CENTER, on(2)).warning.startswith("HOLD: Ac-227")


def test_printing_is_logged_and_a_void_container_has_no_tag(tmp_path):
    desk, writer = WasteDesk(), TagsInMemory()
    tags = WasteTags(desk.at_desk, writer)
    key = desk.sealed()
    tags.print_tag(key, Path("tag.pdf"))
    assert writer.written == [(Path("tag.pdf"), tags.tag(key))]
    assert desk.center.state.log[-1].verb == "print waste tag"
    SafetyBook(desk.at_desk).void(Container, key, "typed twice")
    with pytest.raises(RecordVoid):
        tags.print_tag(key, Path("tag.pdf"))
