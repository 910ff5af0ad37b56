"""Checks a packet of AU Desktop: is it genuine, where was it altered, is every record of the trainee in it.

    python verify.py [PACKET]

PACKET is the packet's folder or zip file; without it, the folder that this file lies in. Needs Python 3.9 or newer and the
package `cryptography` (pip install cryptography), and nothing else: it is made to be read.

Exit code: 0 genuine and complete, 1 altered or incomplete, 2 cannot tell.

What it does, in this order:
  1. The manifest in packet.json was signed: Ed25519 over its canonical JSON (RFC 8785).
  2. The log's entry about the packet names the manifest's SHA-256, the keys and the root over all records; the SHA-256 of
     that entry is the head of the center's log.
  3. Every file has the size and SHA-256 that the manifest says, and there is no other.
  4. Every record has its digest; all digests come down to the trainee's root and count (RFC 6962).
  5. That root leads, by the proof, to the center's root, which stands in the log's entry: so no record is missing.
  6. Every statement and checklist has the digest of its record and a signature that fits; every key is one that the manifest
     and the log's entry bind to the person who signed.
  7. Every number of the worksheet is the sum of its records.
  8. Every case and every entry of hours reads as it was signed, and none stands behind a number without such a signature:
     whoever made the packet cannot have changed what a preceptor signed.

What it cannot do: know whether the keys are the center's. Ask the center for the fingerprints that it prints, or for
the head of its log, and compare them. Use a copy of this file that did not come with the packet if you doubt the packet.
"""

import hashlib
import json
import sys
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

FORMAT = "au-desktop/packet/1"
PACKET = "packet.json"
GENUINE, ALTERED, CANNOT_TELL = 0, 1, 2
NO_PACKET = "there is no readable packet.json in it"

FILE_CHANGED = "the file was changed"
FILE_MISSING = "the file is missing"
FILE_ADDED = "the file was added"
RECORD_CHANGED = "the record was changed"
RECORD_REMOVED = "a record was removed"
RECORD_ADDED = "a record was added"
RECORDS_MOVED = "records changed places"
SIGNATURE = "the signature does not fit"
KEY = "the key is not the one that was bound to the signer"
PROOF = "the proof does not lead to the log"
ENTRY = "the log's entry was changed"
FIGURE = "the number does not follow from its records"
UNSIGNED = "nothing that was signed stands behind it as it reads"

LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")
"""Files that a computer lays beside others by itself; they are no part of a packet and say nothing about it."""

NOT_SIGNED = ("notes", "revision", "voided", "entered_at", "late_reason", "moves", "lost_reason")
"""Fields of cases and hours that are no part of what is signed."""
CONFIRMING = ("classroom hours verified", "work experience confirmed")
"""Statements by which hours count."""

MOST_FILES = 20_000
MOST_BYTES = 4 << 30
MOST_RATIO = 250
RATIO_FROM = 16 << 20
UNREADABLE = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    RecursionError,
    InvalidOperation,
)


class CannotTell(Exception):
    """The thing given is no packet, or cannot be read: why."""


@dataclass(frozen=True)
class Fault:
    """One alteration: in which file, at which record and field, and what was done."""

    file: str
    place: str
    what: str


@dataclass
class Result:
    """What was found."""

    faults: list = field(default_factory=list)
    packet: dict = field(default_factory=dict)
    records: int = 0
    expected: int = 0

    @property
    def sound(self):
        """Whether nothing was altered and nothing is missing."""
        return not self.faults

    def fault(self, file, place, what):
        """Note an alteration once."""
        found = Fault(file, place, what)
        if found not in self.faults:
            self.faults.append(found)


# --- the small tools: canonical JSON, hashes, signatures -----------------------------------------------------------------


def canonical(document):
    """RFC 8785 for documents of text, whole numbers, booleans, None, lists and objects with ASCII keys."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(content):
    """The digest in hex."""
    return hashlib.sha256(content).hexdigest()


def fingerprint(public_key_sha256):
    """The first 80 bits of a key's SHA-256 in groups of four, as the program shows them."""
    digits = public_key_sha256[:20]
    return " ".join(digits[start : start + 4] for start in range(0, 20, 4))


def leaf_hash(content):
    """A leaf of a Merkle tree (RFC 6962)."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left, right):
    """A node of a Merkle tree (RFC 6962)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves):
    """The root over leaves in their order (RFC 6962); one left over goes up as it is."""
    level = [leaf_hash(leaf) for leaf in leaves]
    if not level:
        return hashlib.sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = [node_hash(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0].hex()


def climb(leaf, index, size, path):
    """The root that a proof leads to from a leaf, or nothing."""
    if not 0 <= index < size:
        return ""
    known, rest = leaf_hash(leaf), [bytes.fromhex(one) for one in path]
    while size > 1:
        beside = index ^ 1
        if beside < size:
            if not rest:
                return ""
            other = rest.pop(0)
            known = node_hash(other, known) if index % 2 else node_hash(known, other)
        index, size = index // 2, (size + 1) // 2
    return "" if rest else known.hex()


def signature_fits(public_key, message, signature):
    """Whether Ed25519 says so."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


# --- the packet as a set of files ----------------------------------------------------------------------------------------


class Folder:
    """A packet that lies in a folder."""

    def __init__(self, path):
        self._path = path
        if not (path / PACKET).is_file():  # before a folder of any size is walked through
            raise CannotTell(NO_PACKET)
        found = (one for one in path.rglob("*") if not one.is_dir() or one.is_symlink())
        self.names = sorted(own_files(one.relative_to(path).as_posix() for one in found))
        if len(self.names) > MOST_FILES:
            raise CannotTell("it holds too many files to be a packet")
        sizes = sum(one.stat().st_size for one in map(path.joinpath, self.names) if one.is_file())
        if sizes > MOST_BYTES:
            raise CannotTell("it is too large to be a packet")

    def read(self, name):
        """The bytes of a file; a link is no file of the packet."""
        file = self._path / name
        if file.is_symlink() or not file.is_file():
            return None
        return file.read_bytes()


class Zip:
    """A packet that was packed into one file."""

    def __init__(self, path):
        self._zip = zipfile.ZipFile(path)
        members = [one for one in self._zip.infolist() if not one.is_dir()]
        names = own_files(one.filename for one in members)
        self._top = top_folder(names)
        self.names = sorted(name.removeprefix(self._top) for name in names)
        total = sum(one.file_size for one in members)
        dense = any(
            one.file_size > RATIO_FROM and one.file_size > MOST_RATIO * max(1, one.compress_size)
            for one in members
        )
        if len(members) > MOST_FILES or total > MOST_BYTES or dense:
            raise CannotTell("it would unpack to far more than a packet holds; it was not opened")

    def read(self, name):
        """The bytes of a file, None where they do not unpack."""
        try:
            return self._zip.read(self._top + name)
        except (*UNREADABLE, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
            return None


def own_files(names):
    """Without what a computer lays beside files by itself."""
    return [
        name
        for name in names
        if not name.startswith("__MACOSX/")
        and not name.rpartition("/")[2].startswith("._")
        and name.rpartition("/")[2] not in LITTER
    ]


def top_folder(names):
    """The folder that holds the packet in a zip which somebody packed again, empty where there is none."""
    if PACKET in names:
        return ""
    tops = [name.partition("/")[0] + "/" for name in names if name.partition("/")[2] == PACKET]
    return tops[0] if len(tops) == 1 else ""


def opened(path):
    """The packet at a path."""
    try:
        if path.is_dir():
            return Folder(path)
        return Zip(path)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CannotTell("it is neither a folder nor a whole zip file") from error
    except OSError as error:
        raise CannotTell(error.strerror or "it cannot be read") from error


# --- the checks ----------------------------------------------------------------------------------------------------------


def examine(path, cancelled=lambda: False):
    """Every check in turn; raises CannotTell where the thing is no packet."""
    source = opened(Path(path))
    content = source.read(PACKET)
    if content is None:
        raise CannotTell(NO_PACKET)
    try:
        packet = json.loads(content)
        if packet["format"] != FORMAT:
            raise CannotTell("its format is not known to this program")
        result = Result(packet=packet, expected=int(packet["manifest"]["records"]["count"]))
        if canonical(packet) != content:
            result.fault(PACKET, "", FILE_CHANGED)
        for check in (
            check_manifest,
            check_entry,
            check_files,
            check_keys,
            check_records,
            check_proof,
            check_signed,
            check_papers,
            check_figures,
            check_confirmed,
        ):
            if cancelled():
                raise CannotTell("it was stopped")
            check(result, packet, source)
    except UNREADABLE as error:
        raise CannotTell("packet.json does not read as a packet") from error
    return result


def check_manifest(result, packet, _source):
    """The maker's signature over the manifest."""
    manifest, signed = packet["manifest"], packet["signature"]
    key = bytes.fromhex(signed["public_key"])
    if not signature_fits(key, canonical(manifest), bytes.fromhex(signed["signature"])):
        result.fault(PACKET, "manifest", SIGNATURE)
    if sha256(key) not in manifest["keys"].get(manifest["made"]["by_id"], []):
        result.fault(PACKET, "manifest", KEY)
    if sha256(canonical(packet["worksheet"])) != manifest["worksheet"]:
        result.fault(PACKET, "worksheet", FILE_CHANGED)
    if manifest["format"] != FORMAT:
        result.fault(PACKET, "manifest", FILE_CHANGED)


def check_entry(result, packet, _source):
    """The log's entry: its hash is the head, and it names manifest, keys and root."""
    log, manifest = packet["log"], packet["manifest"]
    entry = log["entry"]
    if sha256(canonical(entry)) != log["digest"] or entry["sequence"] != log["length"]:
        result.fault(PACKET, "log", ENTRY)
    said = {name: pair[1] for name, pair in entry["fields"].items()}
    expected = {
        "manifest": sha256(canonical(manifest)),
        "keys": manifest["keys"],
        "root": manifest["center_records"]["root"],
        "leaves": manifest["center_records"]["leaves"],
        "records": manifest["records"]["count"],
        "trainee": manifest["trainee"]["code"],
    }
    for name, value in expected.items():
        if said.get(name) != value:
            result.fault(PACKET, "log." + name, KEY if name == "keys" else ENTRY)


def check_files(result, packet, source):
    """Every file as the manifest says, and no other."""
    sealed = {one["path"]: one for one in packet["manifest"]["files"]}
    for name, count in Counter(source.names).items():
        if (name != PACKET and name not in sealed) or count > 1:
            result.fault(name, "", FILE_ADDED)
    for name, one in sealed.items():
        content = source.read(name) if name in source.names else None
        if name not in source.names:
            result.fault(name, "", FILE_MISSING)
        elif content is None or len(content) != one["size"] or sha256(content) != one["sha256"]:
            result.fault(name, "", FILE_CHANGED)


def check_keys(result, packet, source):
    """keys.json holds exactly the keys that the manifest binds to people."""
    bound = packet["manifest"]["keys"]
    try:
        found = {}
        for one in json.loads(source.read("keys.json") or b"[]"):
            digest = sha256(bytes.fromhex(one["public_key"]))
            if digest != one["sha256"] or digest not in bound.get(one["person"], []):
                result.fault("keys.json", str(one["name"]), KEY)
            found.setdefault(one["person"], []).append(digest)
        if found != bound:
            result.fault("keys.json", "", KEY)
    except UNREADABLE:
        result.fault("keys.json", "", FILE_CHANGED)


def check_records(result, packet, source):
    """Every record by its digest, and all of them by the trainee's root and count."""
    records, sealed = packet["records"], packet["manifest"]["records"]
    result.records = len(records)
    order = [(one["kind"], one["id"]) for one in records]
    if order != sorted(order):
        result.fault(PACKET, "records", RECORDS_MOVED)
    for key, count in Counter(order).items():
        if count > 1:
            result.fault(PACKET, " ".join(key), RECORD_ADDED)
    for one in records:
        if sha256(canonical(one["document"])) != one["digest"]:
            fields = list(changed_fields(one, packet, source))
            for name in fields or [""]:
                result.fault(PACKET, one["code"] + ("." + name if name else ""), RECORD_CHANGED)
    if tree_root(map(record_leaf, records)) != sealed["root"] or len(records) != sealed["count"]:
        more = len(records) - sealed["count"]
        result.fault(
            PACKET,
            "records",
            RECORD_ADDED if more > 0 else RECORD_REMOVED if more else RECORD_CHANGED,
        )


def record_leaf(one):
    """A record's leaf in the trainee's tree."""
    return canonical(
        {
            "format": "au-desktop/packet-record/1",
            "kind": one["kind"],
            "id": one["id"],
            "digest": one["digest"],
        }
    )


def changed_fields(record, packet, source):
    """The fields of a changed case that a signature still holds as they were."""
    for run in packet["records"]:
        if (
            record["kind"] == "case"
            and run["kind"] == "run"
            and run["document"].get("case") == record["id"]
        ):
            for place in range(1, len(run["document"]["signatures"]) + 1):
                content = source.read(f"signatures/{run['code']}-{place}.json") or b"{}"
                stated = json.loads(content).get("case") or {}
                facts = stated.get("facts") or {}
                if stated.get("revision") == record["document"].get("revision"):
                    yield from (
                        name
                        for name in sorted(facts)
                        if facts[name] != record["document"].get(name, facts[name])
                    )
                    return


def check_proof(result, packet, _source):
    """The trainee's root leads to the center's root in the manifest, which the log's entry names."""
    manifest, proof = packet["manifest"], packet["proof"]
    leaf = {
        "format": "au-desktop/trainee-leaf/1",
        "trainee": manifest["trainee"]["id"],
        "count": manifest["records"]["count"],
        "root": manifest["records"]["root"],
    }
    root = climb(canonical(leaf), proof["index"], proof["leaves"], proof["path"])
    center = manifest["center_records"]
    if (
        root != center["root"]
        or proof["leaves"] != center["leaves"]
        or proof["root"] != center["root"]
    ):
        result.fault(PACKET, "proof", PROOF)


def check_signed(result, packet, source):
    """Statements and checklists: content by digest, signature by key, key by signer."""
    for one in packet["records"]:
        document, base = one["document"], "signatures/" + one["code"]
        if one["kind"] == "statement":
            signed = dict(document, statement=document["content"])
            content = check_signature(result, packet, source, base, signed)
            if content and content.get("trainee") != packet["manifest"]["trainee"]["id"]:
                result.fault(base + ".json", "trainee", FILE_CHANGED)
        elif one["kind"] == "run":
            if sha256(source.read(base + ".record.json") or b"") != document["seal"]:
                result.fault(base + ".record.json", "", FILE_CHANGED)
            for place, signed in enumerate(document["signatures"], 1):
                content = check_signature(result, packet, source, f"{base}-{place}", signed)
                if content and content.get("record_digest") != document["seal"]:
                    result.fault(f"{base}-{place}.json", "record_digest", FILE_CHANGED)


def check_signature(result, packet, source, base, signed):
    """One signature with the content, the key and the signature that travel as files; gives the content."""
    content = source.read(base + ".json") or b""
    key, signature = source.read(base + ".pub") or b"", source.read(base + ".sig") or b""
    if sha256(content) != signed["statement"]:
        result.fault(base + ".json", "", FILE_CHANGED)
    if key.hex() != signed["public_key"]:
        result.fault(base + ".pub", "", KEY)
    if signature.hex() != signed["signature"] or not signature_fits(key, content, signature):
        result.fault(base + ".sig", "", SIGNATURE)
    try:
        stated = json.loads(content)
        signer = stated["signer"]["id"]
    except UNREADABLE:
        result.fault(base + ".json", "", FILE_CHANGED)
        return None
    if sha256(key) not in packet["manifest"]["keys"].get(signer, []):
        result.fault(base + ".pub", "", KEY)
    return stated


def check_papers(result, packet, source):
    """Every paper that came along is one of the records, by the digest of its bytes."""
    known = {one["document"]["digest"] for one in packet["records"] if one["kind"] == "paper"}
    for name in source.names:
        if name.startswith("papers/") and sha256(source.read(name) or b"") not in known:
            result.fault(name, "", FILE_CHANGED)


def check_figures(result, packet, _source):
    """Every number of the worksheet is the sum of its records, each of which is there and can count."""
    records = {(one["kind"], one["id"]): one for one in packet["records"]}
    for figure in packet["worksheet"]["figures"]:
        behind = figure["behind"]
        total = sum((Decimal(one["amount"]) for one in behind), Decimal(0))
        keys = [(one["kind"], one["id"], one["part"]) for one in behind]
        fits = all(
            can_count(records.get((one["kind"], one["id"])), one, figure["unit"]) for one in behind
        )
        if total != Decimal(figure["value"]) or len(set(keys)) != len(keys) or not fits:
            result.fault(PACKET, "worksheet " + figure["id"] + " " + figure["label"], FIGURE)


def can_count(record, behind, unit):
    """Whether a record can stand behind so much of a number."""
    if (
        record is None
        or record["code"] != behind["code"]
        or record["document"]["voided"] is not None
    ):
        return False
    document, amount = record["document"], Decimal(behind["amount"])
    if unit == "cases":
        return (
            document["state"] == "given"
            and document["part"] in ("assisted", "performed")
            and amount == 1
        )
    parts = [
        Decimal(one["hours"]) for one in document["parts"] if behind["part"] in ("", one["code"])
    ]
    return Decimal(0) < amount <= sum(parts, Decimal(0))


def check_confirmed(result, packet, source):
    """Cases and hours read as they were signed, and what stands behind a number was signed in the version that it has."""
    records = {(one["kind"], one["id"]): one for one in packet["records"]}
    confirmed = set()
    for key, revision, digest, stands in signed_versions(packet, source):
        record = records.get(key)
        if record is None or record["document"].get("revision") != revision:
            continue
        if facts_digest(record["document"]) != digest:
            result.fault(PACKET, record["code"], RECORD_CHANGED)
        elif stands:
            confirmed.add(key)
    for figure in packet["worksheet"]["figures"]:
        for one in figure["behind"]:
            if (one["kind"], one["id"]) not in confirmed:
                result.fault(PACKET, "worksheet " + figure["id"] + " " + one["code"], UNSIGNED)


def signed_versions(packet, source):
    """Each case and entry of hours that was signed: key, version, digest of its facts, whether that confirms it."""
    statements = [one for one in packet["records"] if one["kind"] == "statement"]
    withdrawn = {one["document"]["withdraws"] for one in statements}
    for one in statements:
        stands = one["document"]["kind"] in CONFIRMING and one["id"] not in withdrawn
        yield from readable(stated_versions, source, one, stands)
    for one in packet["records"]:
        if one["kind"] == "run":
            yield from readable(checked_versions, source, one)


def readable(versions, *about):
    """The versions, none where the content does not read; check_signed says so."""
    try:
        return list(versions(*about))
    except UNREADABLE:
        return []


def stated_versions(source, statement, stands):
    """What a statement says of cases and hours."""
    for one in signed_content(source, statement["code"])["records"]:
        if one["kind"] in ("case", "hours"):
            yield (one["kind"], one["id"]), one["revision"], one["digest"], stands


def checked_versions(source, run):
    """What a checklist's signatures say of its case; the one as supervised confirms it."""
    document = run["document"]
    in_force = not document["void_reason"] and not document["superseded"]
    for place in range(1, len(document["signatures"]) + 1):
        content = signed_content(source, f"{run['code']}-{place}")
        if content["case"]:
            facts, what = content["case"]["facts"], (content["record"]["kind"], content["meaning"])
            stands = in_force and what == ("administration", "supervised")
            yield ("case", facts["id"]), content["case"]["revision"], facts_digest(facts), stands


def signed_content(source, code):
    """What was signed under a code."""
    return json.loads(source.read("signatures/" + code + ".json"))


def facts_digest(document):
    """The digest of the facts of a case or of hours that a signature stands for."""
    return sha256(canonical({name: document[name] for name in document if name not in NOT_SIGNED}))


# --- the words -----------------------------------------------------------------------------------------------------------


def report(result, say):
    """Say what was found."""
    packet = result.packet
    manifest, log = packet["manifest"], packet["log"]
    verdict = "GENUINE AND COMPLETE" if result.sound else "ALTERED OR INCOMPLETE"
    say(f"{verdict}: {result.records} of {result.expected} records")
    for one in result.faults:
        say("  {}{}: {}".format(one.file, ", " + one.place if one.place else "", one.what))
    say("")
    say(
        "trainee: {}, {}{}".format(
            manifest["trainee"]["code"], manifest["trainee"]["name"], draft_words(manifest)
        )
    )
    say(
        "center:  {}, license {}".format(
            manifest["center"]["name"], manifest["center"]["license"] or "not entered"
        )
    )
    say("made:    {} by {}".format(manifest["made"]["at"], manifest["made"]["by"]))
    say("log:     entry {}, head {}".format(log["length"], log["digest"]))
    say("")
    say("Keys, to compare with those that the center shows:")
    for person, keys in sorted(names_of_keys(packet).items()):
        for key in keys:
            say(f"  {fingerprint(key)}  {person}")
    say("")
    say("Training record, not an authorization.")


def names_of_keys(packet):
    """The bound keys by person, with their names."""
    manifest = packet["manifest"]
    return {
        manifest["people"].get(person, person): keys for person, keys in manifest["keys"].items()
    }


def draft_words(manifest):
    """Whether it is a draft."""
    return f", DRAFT with {manifest['gaps']} gaps" if manifest["draft"] else ""


def harmless(line):
    """A line of text without signs that move the cursor, clear the screen or turn the reading direction."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "?" for sign in line)


def main(words):
    """Check what the command line names; gives the exit code."""
    path = Path(words[0]) if words else Path(__file__).resolve().parent
    try:
        import cryptography  # noqa: F401 - asked for first, so that its absence is said in plain words
    except ImportError:
        print("CANNOT TELL: the package cryptography is missing (pip install cryptography)")
        return CANNOT_TELL
    try:
        result = examine(path)
    except CannotTell as error:
        print(f"CANNOT TELL: {error}")
        return CANNOT_TELL
    lines = []
    report(result, lines.append)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a name may not fit a Windows console
    print("\n".join(map(harmless, lines)))
    return GENUINE if result.sound else ALTERED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
