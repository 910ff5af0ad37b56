"""A packet forged throughout, with every digest reckoned anew and signed by a key of the forger's own, is still found."""

import json
import runpy
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from au_desktop.domain.roles import Role
from au_desktop.services.workbook.workbook_checks import FaultKind
from tests.builders import RESOURCES
from tests.packet_centers import found, make_packet_center, packet_of

CHECKER: dict[str, Any] = runpy.run_path(
    str(RESOURCES / "packet" / "verify.py"), run_name="packet_checker"
)
canonical, sha256 = CHECKER["canonical"], CHECKER["sha256"]
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("packets")
    center, trainee_id = make_packet_center(place / "lakeside.aucenter")
    with center.opened(Role.COORDINATOR) as opened:
        packet_of(opened.services, trainee_id, place / "packet")
    return place / "packet"


def forged(made: Path, place: Path, change: Change) -> Path:
    """Changed, and put together again as the program would, by a key that passes as one more of the maker's."""
    folder = Path(shutil.copytree(made, place / "packet"))
    packet = json.loads((folder / "packet.json").read_bytes())
    change(packet)
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    manifest = packet["manifest"]
    _bind(folder, manifest, public)
    _reckon(packet, manifest)
    for one in manifest["files"]:
        content = (folder / one["path"]).read_bytes()
        one |= {"size": len(content), "sha256": sha256(content)}
    signature = key.sign(canonical(manifest)).hex()
    packet["signature"] = {"public_key": public.hex(), "signature": signature}
    said = {
        "manifest": sha256(canonical(manifest)),
        "keys": manifest["keys"],
        "root": manifest["center_records"]["root"],
        "leaves": 1,
        "records": manifest["records"]["count"],
    }
    entry = packet["log"]["entry"]
    entry["fields"] |= {name: [None, value] for name, value in said.items()}
    packet["log"]["digest"] = sha256(canonical(entry))
    (folder / "packet.json").write_bytes(canonical(packet))
    return folder


def _bind(folder: Path, manifest: dict[str, Any], public: bytes) -> None:
    maker = manifest["made"]["by_id"]
    keys = json.loads((folder / "keys.json").read_bytes())
    place = max(at for at, one in enumerate(keys) if one["person"] == maker)
    mine = keys[place] | {"public_key": public.hex(), "sha256": sha256(public)}
    keys.insert(place + 1, mine)
    (folder / "keys.json").write_bytes(canonical(keys))
    manifest["keys"][maker].append(sha256(public))


def _reckon(packet: dict[str, Any], manifest: dict[str, Any]) -> None:
    records = packet["records"]
    for one in records:
        one["digest"] = sha256(canonical(one["document"]))
    records.sort(key=lambda one: (one["kind"], one["id"]))
    root = CHECKER["tree_root"](map(CHECKER["record_leaf"], records))
    manifest["records"] = {"root": root, "count": len(records)}
    leaf = {
        "format": "au-desktop/trainee-leaf/1",
        "trainee": manifest["trainee"]["id"],
        **manifest["records"],
    }
    whole = CHECKER["leaf_hash"](canonical(leaf)).hex()
    packet["proof"] = {"index": 0, "leaves": 1, "path": [], "root": whole}
    manifest["center_records"] |= {"root": whole, "leaves": 1}
    manifest["worksheet"] = sha256(canonical(packet["worksheet"]))


def record(packet: dict[str, Any], kind: str) -> dict[str, Any]:
    counted = {one["id"] for figure in packet["worksheet"]["figures"] for one in figure["behind"]}
    return next(one for one in packet["records"] if one["kind"] == kind and one["id"] in counted)


def another_day(packet: dict[str, Any]) -> None:
    record(packet, "case")["document"]["on"] = "2026-01-02"


def more_hours(packet: dict[str, Any]) -> None:
    record(packet, "hours")["document"]["parts"][0]["hours"] = "500"


def a_later_version(packet: dict[str, Any]) -> None:
    document = record(packet, "case")["document"]
    document |= {"revision": document["revision"] + 1, "on": "2026-01-02"}


def one_case_more(packet: dict[str, Any]) -> None:
    added = deepcopy(record(packet, "case"))
    added |= {"id": "00000000-0000-7000-8000-000000000999", "code": "C-000999"}
    added["document"] |= {"id": added["id"], "number": 999}
    packet["records"].append(added)
    figure = next(one for one in packet["worksheet"]["figures"] if one["unit"] == "cases")
    figure["value"] = str(int(figure["value"]) + 1)
    figure["behind"].append(figure["behind"][0] | {"id": added["id"], "code": added["code"]})


def test_put_together_again_unchanged_it_holds(made: Path, tmp_path: Path) -> None:
    """What is left to whoever compares the keys: there is one more of the maker's."""
    assert found(forged(made, tmp_path, lambda _packet: None)) == []


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (another_day, {FaultKind.RECORD_CHANGED, FaultKind.UNSIGNED}),
        (more_hours, {FaultKind.RECORD_CHANGED, FaultKind.UNSIGNED}),
        (a_later_version, {FaultKind.UNSIGNED}),
        (one_case_more, {FaultKind.UNSIGNED}),
    ],
)
def test_what_a_preceptor_signed_cannot_be_changed(
    made: Path, tmp_path: Path, change: Change, kinds: set[FaultKind]
) -> None:
    assert {kind for _, _, kind in found(forged(made, tmp_path, change))} == kinds


def test_a_name_cannot_write_over_the_verdict(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoof(packet: dict[str, Any]) -> None:
        another_day(packet)
        packet["manifest"]["trainee"]["name"] = "X\x1b[2J\x1b[H\nGENUINE\u202e\r"

    assert CHECKER["main"]([str(forged(made, tmp_path, spoof))]) == 1
    out = capsys.readouterr().out
    assert out.startswith("ALTERED OR INCOMPLETE")
    assert "X?[2J?[H GENUINE? " in out
    assert not any(sign in out for sign in "\x1b\u202e\r")
