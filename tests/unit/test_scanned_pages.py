"""The pages of a scanned document are the pictures that lie in it as they are."""

from au_desktop.domain.checklists.scanned_pages import MOST_PAGES, scanned_pages
from tests.picture_files import a_jpeg, a_pdf

PAGE = a_jpeg() + bytes(3000)


def _stream(content: bytes, line: bytes = b"\n") -> bytes:
    return b"<< /Filter /DCTDecode >>\nstream" + line + content + b"\nendstream\nendobj\n"


def test_each_large_picture_is_a_page() -> None:
    document = a_pdf() + _stream(PAGE) + _stream(a_jpeg()) + _stream(PAGE, b"\r\n")
    assert scanned_pages(document) == (PAGE, PAGE)


def test_what_only_looks_like_a_picture_is_passed_over() -> None:
    inside = b"text " + PAGE
    assert scanned_pages(a_pdf() + _stream(inside) + _stream(PAGE)) == (PAGE,)


def test_a_document_made_in_another_way_has_none() -> None:
    assert scanned_pages(a_pdf()) == ()
    assert scanned_pages(a_pdf() + _stream(PAGE)[:-25]) == ()


def test_only_so_many_pages_are_read() -> None:
    assert len(scanned_pages(_stream(PAGE) * (MOST_PAGES + 1))) == MOST_PAGES
