"""Recognizes places where a center folder is at risk: network shares, removable disks, and folders that another program syncs.

A best effort that warns and never forbids: a share or a sync program that hides itself is not found.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_MOUNTS = Path("/proc/mounts")
_BLOCKS = Path("/sys/class/block")
_NETWORK_KINDS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb3",
        "smbfs",
        "afs",
        "ncpfs",
        "ceph",
        "glusterfs",
        "davfs",
    }
)
_NETWORK_FUSE = (
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd",
    "fuse.davfs",
    "fuse.glusterfs",
    "fuse.s3fs",
)
_REMOVABLE_KINDS = frozenset({"vfat", "exfat", "msdos"})
_SYNC_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "cloud storage",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "syncthing": "Syncthing",
}
_SYNC_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
}
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_WINDOWS_REMOVABLE = 2
_WINDOWS_REMOTE = 4


class PlaceKind(StrEnum):
    """Why a place is risky."""

    NETWORK = "network share"
    REMOVABLE = "removable disk"
    SYNC = "sync folder"


@dataclass(frozen=True, slots=True)
class RiskyPlace:
    """What was recognized: the kind, the service or file system by name, and the folder it begins at."""

    kind: PlaceKind
    name: str
    root: Path


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system."""

    device: str
    point: Path
    kind: str


def risky_place(
    folder: Path,
    mounts: Path = _MOUNTS,
    blocks: Path = _BLOCKS,
    variables: Mapping[str, str] = os.environ,
) -> RiskyPlace | None:
    """What makes the folder a risky place, or None. The folder need not exist yet."""
    place = folder.absolute()
    resolved = folder.resolve()
    return (
        _sync_folder(place, variables)
        or _sync_folder(resolved, variables)
        or _windows_drive(resolved)
        or _mounted(resolved, mounts, blocks)
    )


def _sync_folder(folder: Path, variables: Mapping[str, str]) -> RiskyPlace | None:
    roots = {Path(variables[name]) for name in _SYNC_VARIABLES if variables.get(name)}
    for part in (folder, *folder.parents):
        if part in roots:
            return RiskyPlace(PlaceKind.SYNC, "OneDrive", part)
        service = _service_by_name(part.name) or _service_by_marker(part)
        if service:
            return RiskyPlace(PlaceKind.SYNC, service, part)
    return None


def _service_by_name(name: str) -> str:
    # Sync programs add the organization: "OneDrive - General Hospital", "Dropbox (General Hospital)".
    plain = name.casefold().split(" - ")[0].split(" (")[0].strip()
    return _SYNC_NAMES.get(plain, "")


def _service_by_marker(folder: Path) -> str:
    for marker, service in _SYNC_MARKERS.items():
        try:
            if (folder / marker).exists():
                # In the home folder the same names hold the programs' own settings.
                return "" if folder == Path.home() else service
        except OSError:
            return ""
    return ""


def _mounted(folder: Path, mounts: Path, blocks: Path) -> RiskyPlace | None:
    mount = _mount_of(folder, mounts)
    if mount is None:
        return None
    if mount.kind in _NETWORK_KINDS or mount.kind.startswith(_NETWORK_FUSE):
        return RiskyPlace(PlaceKind.NETWORK, mount.kind, mount.point)
    # The firmware's own start partition is vfat too, but nobody keeps a center there.
    if mount.kind in _REMOVABLE_KINDS or _is_removable(mount.device, blocks):
        return RiskyPlace(PlaceKind.REMOVABLE, mount.kind, mount.point)
    return None


def _mount_of(folder: Path, mounts: Path) -> Mount | None:
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    parts = (line.split(" ") for line in lines)
    known = [Mount(p[0], Path(_unescaped(p[1])), p[2]) for p in parts if len(p) >= 3]
    above = [mount for mount in known if folder.is_relative_to(mount.point)]
    # A later mount on the same point hides the earlier one.
    return max(reversed(above), key=lambda mount: len(mount.point.parts), default=None)


def _unescaped(text: str) -> str:
    for code, character in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        text = text.replace(code, character)
    return text


def _is_removable(device: str, blocks: Path) -> bool:
    if not device.startswith("/dev/"):
        return False
    entry = blocks / Path(device).name
    # A partition stands inside its disk's folder, and only the disk says whether it is removable.
    for candidate in (entry, entry.resolve().parent):
        try:
            return (candidate / "removable").read_text(encoding="ascii").strip() == "1"
        except (OSError, ValueError):
            continue
    return False


if sys.platform == "win32":
    import ctypes

    def _windows_drive(folder: Path) -> RiskyPlace | None:
        root = folder.anchor
        drive = ctypes.windll.kernel32.GetDriveTypeW(root)
        if drive == _WINDOWS_REMOTE or root.startswith("\\\\"):
            return RiskyPlace(PlaceKind.NETWORK, "Windows share", Path(root))
        if drive == _WINDOWS_REMOVABLE:
            return RiskyPlace(PlaceKind.REMOVABLE, "Windows removable disk", Path(root))
        return None

else:

    def _windows_drive(folder: Path) -> RiskyPlace | None:  # noqa: ARG001 - one signature on every system
        return None
