"""Makes small vaults for tests, with the quickest key derivation that is allowed, and alters them as an informed hand would."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from au_desktop.security.key_file import _checksum
from au_desktop.security.key_slots import FLOOR
from au_desktop.security.recovery import RecoverySheet
from au_desktop.security.vault import UnlockedKeys, Vault

CENTER = UUID("01980000-0000-7000-8000-000000000001")
ADA = UUID("01980000-0000-7000-8000-00000000000a")
BEN = UUID("01980000-0000-7000-8000-00000000000b")
ADA_WORDS = "seven lead pigs under the hood"
BEN_WORDS = "gr\u00fcne \u00c4pfel hinter dem Schirm"
WHEN = "2026-11-22T09:00:00-05:00"


@dataclass(frozen=True, slots=True)
class FoundedCenter:
    """A center with two people and a recovery sheet, and everything that a test may know about it."""

    folder: Path
    keys: UnlockedKeys
    sheet: RecoverySheet

    @property
    def database_key(self) -> bytes:
        return self.keys.database_key

    def forge(self, folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
        """Alter keys.json and correct its checksum."""
        path = folder / "keys.json"
        document = json.loads(path.read_bytes())
        change(document)
        document.pop("checksum", None)
        document["checksum"] = _checksum(document)
        path.write_text(json.dumps(document))


def founded_center(folder: Path) -> FoundedCenter:
    """Make the center in the folder."""
    vault = Vault.create(folder, CENTER, "Lakeside Training Center", WHEN)
    keys = vault.founding_keys(ADA)
    vault.add_person(keys, ADA, "Ada Lovelace", "coordinator", ADA_WORDS, WHEN, FLOOR)
    vault.add_person(keys, BEN, "Ben B\u00e4r", "preceptor", BEN_WORDS, WHEN)
    return FoundedCenter(folder, keys, vault.make_recovery(keys, WHEN))
