"""Every kind of radiation safety record has its type, so that each can be signed, read again and printed."""

from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.safety_records import RecordKind


def test_every_kind_has_the_type_that_says_so_itself():
    assert {kind: one.KIND for kind, one in RECORD_TYPES.items()} == {
        kind: kind for kind in RecordKind
    }
