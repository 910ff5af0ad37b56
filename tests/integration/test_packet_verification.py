"""Packets of a real center, checked by their own verify.py where nothing else is installed; every alteration is found."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.errors import Cancelled
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Role
from au_desktop.services.workbook.workbook_checks import FaultKind, NotSealed
from tests.builders import RESOURCES
from tests.centers import CenterFolder
from tests.packet_centers import READER, found, make_packet_center, packet_of

KIT = RESOURCES / "packet"
RECORDS = 12

ISOLATED = """
import runpy, sys
site, checker, packet = sys.argv[1:]
sys.path.insert(0, site)
for name in ("au_desktop", "tests", "reportlab", "openpyxl"):
    try:
        __import__(name)
    except ImportError:
        continue
    sys.exit("importable: " + name)
sys.argv = [checker, packet]
runpy.run_path(checker, run_name="__main__")
"""


@dataclass(frozen=True)
class Made:
    """A center, its trainee, and the packet as folder and as zip."""

    center: CenterFolder
    trainee_id: TraineeId
    folder: Path
    zipped: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    place = tmp_path_factory.mktemp("packets")
    center, trainee_id = make_packet_center(place / "lakeside.aucenter")
    with center.opened(Role.COORDINATOR) as opened:
        packet_of(opened.services, trainee_id, place / "packet")
        packet_of(opened.services, trainee_id, place / "packet.zip")
    return Made(center, trainee_id, place / "packet", place / "packet.zip")


@pytest.fixture
def packet(made: Made, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made.folder, tmp_path / "packet"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cryptography and what it stands on, and nothing else."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("cryptography", "cffi", "_cffi_backend", "pycparser"):
        found = importlib.util.find_spec(name)
        if found is not None and found.origin is not None:
            origin = Path(found.origin)
            whole = origin.parent if origin.name == "__init__.py" else origin
            copy = shutil.copytree if whole.is_dir() else shutil.copyfile
            copy(whole, folder / whole.name)
    return folder


def in_isolation(site: Path, packet: Path, checker: Path) -> "subprocess.CompletedProcess[str]":
    """Run a packet's checker by the bare interpreter with `site` alone."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", ISOLATED, str(site), str(checker), str(packet)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": ""},
    )


def is_found(packet: Path) -> bool:
    try:
        return bool(found(packet))
    except NotSealed:
        return True


def rewritten(packet: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the document of packet.json and write it in its canonical form."""
    file = packet / "packet.json"
    document = json.loads(file.read_bytes())
    change(document)
    file.write_bytes(canonical_bytes(document))


def record(document: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(one for one in document["records"] if one["kind"] == kind)


@pytest.mark.parametrize("form", ["folder", "zipped"])
def test_the_packet_is_genuine_where_nothing_else_is_installed(
    made: Made, site: Path, form: str
) -> None:
    said = in_isolation(site, getattr(made, form), made.folder / "verify.py")
    assert (said.returncode, said.stderr) == (0, "")
    assert f"GENUINE AND COMPLETE: {RECORDS} of {RECORDS} records" in said.stdout
    assert "Marcellus Quist (preceptor)" in said.stdout
    assert "T-001" in said.stdout


def test_a_removed_case_is_found_there(packet: Path, site: Path) -> None:
    def remove(document: dict[str, Any]) -> None:
        document["records"].remove(record(document, "case"))

    rewritten(packet, remove)
    said = in_isolation(site, packet, KIT / "verify.py")
    assert said.returncode == 1
    assert f"ALTERED OR INCOMPLETE: {RECORDS - 1} of {RECORDS} records" in said.stdout
    assert "a record was removed" in said.stdout


def test_a_checker_without_cryptography_cannot_tell(made: Made, tmp_path: Path) -> None:
    said = in_isolation(tmp_path, made.folder, KIT / "verify.py")
    assert said.returncode == 2
    assert "pip install cryptography" in said.stdout


def test_the_packet_holds_what_it_promises(made: Made) -> None:
    names = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*")}
    assert {
        "README.txt",
        "keys.json",
        "packet.json",
        "papers/001_certificate_of_training.pdf",
        "signatures/R-000001-1.json",
        "signatures/R-000001-1.pub",
        "signatures/R-000001-1.sig",
        "signatures/R-000001.record.json",
        "signatures/S-000001.json",
        "signatures/S-000002.sig",
        "signatures/S-000003.pub",
        "verify.py",
        "worksheet.pdf",
        "worksheet.xlsx",
    } <= names
    with ZipFile(made.zipped) as packed:
        assert set(packed.namelist()) == {name for name in names if (made.folder / name).is_file()}


def test_nobody_else_shows_in_it(made: Made) -> None:
    """The other trainee's name, ids and case do not appear; only hashes beside the way."""
    with made.center.opened(Role.COORDINATOR) as opened, opened.unit_of_work() as uow:
        others = [one for one in uow.trainees.all() if one.id != made.trainee_id]
        cases = uow.cases.of_trainees([one.id for one in others])
    told = (made.folder / "packet.json").read_text(encoding="utf-8")
    assert others
    assert cases
    for one in others:
        assert str(one.id) not in told
        assert one.family_name not in told
    assert not any(str(case.id) in told for case in cases)


def test_a_changed_byte_in_every_file_is_found(packet: Path) -> None:
    files = sorted(path for path in packet.rglob("*") if path.is_file())
    assert len(files) >= 13
    for file in files:
        whole = file.read_bytes()
        changed = bytearray(whole)
        changed[len(changed) // 2] ^= 1
        file.write_bytes(bytes(changed))
        assert is_found(packet), file
        file.write_bytes(whole)
    assert found(packet) == []


def test_a_changed_byte_anywhere_in_the_records_is_found(packet: Path) -> None:
    file = packet / "packet.json"
    whole = file.read_bytes()
    for place in range(0, len(whole), 331):
        changed = bytearray(whole)
        changed[place] ^= 1
        file.write_bytes(bytes(changed))
        assert is_found(packet), place


def test_a_changed_case_is_found_by_its_field(packet: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        case = next(one for one in document["records"] if one["code"] == "C-000001")
        case["document"]["location"] = "Another place"

    rewritten(packet, change)
    assert ("packet.json", "C-000001.location", FaultKind.RECORD_CHANGED) in found(packet)


def test_a_changed_record_with_a_new_digest_is_found_by_the_root(packet: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        import hashlib

        hours = record(document, "hours")
        hours["document"]["parts"][0]["hours"] = "80"
        hours["digest"] = hashlib.sha256(canonical_bytes(hours["document"])).hexdigest()

    rewritten(packet, change)
    assert ("packet.json", "records", FaultKind.RECORD_CHANGED) in found(packet)


def test_an_added_case_is_found(packet: Path) -> None:
    def add(document: dict[str, Any]) -> None:
        case = record(document, "case")
        twin = {**case, "id": case["id"][:-1] + ("0" if case["id"][-1] != "0" else "1")}
        document["records"].append(twin)
        document["records"].sort(key=lambda one: (one["kind"], one["id"]))

    rewritten(packet, add)
    assert ("packet.json", "records", FaultKind.RECORD_ADDED) in found(packet)


def test_a_record_that_stands_twice_is_found(packet: Path) -> None:
    def add(document: dict[str, Any]) -> None:
        case = record(document, "case")
        document["records"].insert(document["records"].index(case), case)

    rewritten(packet, add)
    assert FaultKind.RECORD_ADDED in {kind for _, _, kind in found(packet)}


def test_a_reordered_list_is_found(packet: Path) -> None:
    rewritten(packet, lambda document: document["records"].reverse())
    assert ("packet.json", "records", FaultKind.RECORDS_MOVED) in found(packet)


def test_another_number_of_records_is_found(packet: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        document["records"].remove(record(document, "case"))
        document["manifest"]["records"]["count"] -= 1

    rewritten(packet, change)
    kinds = {kind for _, _, kind in found(packet)}
    assert {FaultKind.SIGNATURE, FaultKind.PROOF, FaultKind.ENTRY} <= kinds


def test_a_swapped_key_is_found_even_where_it_signed_anew(packet: Path) -> None:
    """Somebody signs the statement again with a key of their own, and puts that key everywhere in the signatures."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    base = packet / "signatures" / "S-000001"
    signature = key.sign(base.with_suffix(".json").read_bytes())
    base.with_suffix(".pub").write_bytes(public)
    base.with_suffix(".sig").write_bytes(signature)

    def change(document: dict[str, Any]) -> None:
        statement = next(one for one in document["records"] if one["code"] == "S-000001")
        statement["document"] |= {"public_key": public.hex(), "signature": signature.hex()}

    rewritten(packet, change)
    assert ("signatures/S-000001.pub", "", FaultKind.KEY) in found(packet)


def test_a_swapped_key_in_the_list_of_keys_is_found(packet: Path) -> None:
    keys = json.loads((packet / "keys.json").read_bytes())
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    keys[0]["public_key"] = public.hex()
    (packet / "keys.json").write_bytes(canonical_bytes(keys))
    assert ("keys.json", keys[0]["name"], FaultKind.KEY) in found(packet)


def test_a_manifest_that_somebody_else_signed_is_found(packet: Path) -> None:
    key = Ed25519PrivateKey.generate()

    def change(document: dict[str, Any]) -> None:
        document["signature"] = {
            "public_key": key.public_key().public_bytes_raw().hex(),
            "signature": key.sign(canonical_bytes(document["manifest"])).hex(),
        }

    rewritten(packet, change)
    assert found(packet) == [("packet.json", "manifest", FaultKind.KEY)]


def test_a_number_that_its_records_do_not_give_is_found(packet: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        figure = next(one for one in document["worksheet"]["figures"] if one["unit"] == "cases")
        figure["value"] = "3"

    rewritten(packet, change)
    faults = found(packet)
    assert ("packet.json", "worksheet", FaultKind.FILE_CHANGED) in faults
    assert FaultKind.FIGURE in {kind for _, _, kind in faults}


def test_another_proof_is_found(packet: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        document["proof"]["path"] = ["00" * 32]

    rewritten(packet, change)
    assert found(packet) == [("packet.json", "proof", FaultKind.PROOF)]


def test_an_added_and_a_missing_file_are_found(packet: Path) -> None:
    (packet / "letter.txt").write_text("one more")
    (packet / "worksheet.pdf").unlink()
    assert found(packet) == [
        ("letter.txt", "", FaultKind.FILE_ADDED),
        ("worksheet.pdf", "", FaultKind.FILE_MISSING),
    ]


def test_a_link_is_no_file_of_a_packet(packet: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere.pdf"
    (packet / "worksheet.pdf").rename(moved)
    (packet / "worksheet.pdf").symlink_to(moved)
    assert found(packet) == [("worksheet.pdf", "", FaultKind.FILE_CHANGED)]


def test_another_form_of_the_same_document_is_found(packet: Path) -> None:
    file = packet / "packet.json"
    file.write_bytes(file.read_bytes() + b"\n")
    assert found(packet) == [("packet.json", "", FaultKind.FILE_CHANGED)]


def test_a_check_can_be_stopped(made: Made) -> None:
    with pytest.raises(Cancelled):
        READER.examine(made.folder, lambda: True)


def test_the_words_of_the_checker_are_those_of_the_program() -> None:
    import runpy

    names = runpy.run_path(str(KIT / "verify.py"), run_name="words")
    words = {
        value
        for name, value in names.items()
        if name.isupper()
        and isinstance(value, str)
        and value not in {names["FORMAT"], names["PACKET"], names["NO_PACKET"]}
        and not name.startswith("__")
    }
    assert len(words) == 13
    assert words <= {kind.value for kind in FaultKind}
