"""The drawn tag of a waste container: one label, its words, the same bytes for the same tag."""

from au_desktop.domain.safety.waste_contents import Production
from au_desktop.exchange.waste_tag_pdf import WasteTagPdf, tag_bytes
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.safety.waste_tags import tag_of
from tests.pdf_words import words_of
from tests.waste_examples import a_content, on, sealed

CENTER = CenterFacts("Lakeside RPT Center", "45-00000-01")


def test_a_tag_is_one_label_with_symbol_words_and_code(tmp_path):
    held = sealed(a_content("Lu-177", Production.CARRIER_ADDED), a_content("I-131"))
    tag = tag_of(held, CENTER, on(20))
    target = tmp_path / "tag.pdf"
    WasteTagPdf().write_tag(target, tag)
    content = target.read_bytes()
    assert content == tag_bytes(tag)
    words = words_of(target)
    for said in ("CAUTION", "RADIOACTIVE MATERIAL", "WC-0031", "NOT FOR DECAY IN"):
        assert said in words


def test_a_tag_without_warning_has_no_box(tmp_path):
    target = tmp_path / "tag.pdf"
    WasteTagPdf().write_tag(target, tag_of(sealed(), CENTER, on(20)))
    assert "WC-0031" in words_of(target)
    assert "NOT FOR DECAY" not in words_of(target)
