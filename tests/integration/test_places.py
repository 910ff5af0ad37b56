"""Risky places are recognized by mount, by device and by the traces of sync programs."""

from pathlib import Path

import pytest

from au_desktop.security.places import PlaceKind, risky_place


@pytest.fixture
def system(tmp_path):
    """A made-up computer: a mount table, block devices, and no variables."""
    mounts, blocks, disks = tmp_path / "mounts", tmp_path / "block", tmp_path / "devices"
    lines = [
        "/dev/sda1 / ext4 rw 0 0",
        "server:/share /mnt/rad\\040safety nfs4 rw 0 0",
        "//server/share /mnt/windows cifs rw 0 0",
        "me@server: /mnt/ssh fuse.sshfs rw 0 0",
        "/dev/sdb1 /media/stick vfat rw 0 0",
        "/dev/sdc1 /media/disk ext4 rw 0 0",
        "/dev/sdd /media/whole ext4 rw 0 0",
        "tmpfs /mnt/windows/inner tmpfs rw 0 0",
        "server:/old /mnt/twice nfs rw 0 0",
        "/dev/sda2 /mnt/twice ext4 rw 0 0",
        "broken",
    ]
    mounts.write_text("\n".join(lines) + "\n")
    blocks.mkdir()
    for disk, partition, removable in (("sda", "sda1", "0"), ("sdc", "sdc1", "1")):
        (disks / disk / partition).mkdir(parents=True)
        (disks / disk / "removable").write_text(removable + "\n")
        (blocks / partition).symlink_to(disks / disk / partition)
    (disks / "sdd").mkdir()
    (disks / "sdd" / "removable").write_text("1\n")
    (blocks / "sdd").symlink_to(disks / "sdd")
    return {"mounts": mounts, "blocks": blocks, "variables": {}}


@pytest.mark.parametrize(
    ("folder", "kind", "name", "root"),
    [
        ("/mnt/rad safety/Hill.aucenter", PlaceKind.NETWORK, "nfs4", "/mnt/rad safety"),
        ("/mnt/windows/Hill.aucenter", PlaceKind.NETWORK, "cifs", "/mnt/windows"),
        ("/mnt/ssh", PlaceKind.NETWORK, "fuse.sshfs", "/mnt/ssh"),
        ("/media/stick/a/b", PlaceKind.REMOVABLE, "vfat", "/media/stick"),
        ("/media/disk/a", PlaceKind.REMOVABLE, "ext4", "/media/disk"),
        ("/media/whole/a", PlaceKind.REMOVABLE, "ext4", "/media/whole"),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'", reason="mount tables are read on Linux")
def test_mounts(system, folder, kind, name, root):
    found = risky_place(Path(folder), **system)
    assert found is not None
    assert (found.kind, found.name, found.root) == (kind, name, Path(root))


@pytest.mark.parametrize(
    "folder", ["/srv/Hill.aucenter", "/mnt/windows/inner/x", "/mnt/twice/x", "/media/disks"]
)
def test_ordinary_places(system, folder):
    assert risky_place(Path(folder), **system) is None


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - General Hospital", "OneDrive"),
        ("Dropbox (General Hospital)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_sync_folders_by_name(system, tmp_path, name, service):
    found = risky_place(tmp_path / name / "centers" / "Hill.aucenter", **system)
    assert found is not None
    assert (found.kind, found.name) == (PlaceKind.SYNC, service)
    assert found.root == tmp_path / name


@pytest.mark.parametrize("name", ["Dropboxes", "My OneDrive notes", "Radiation Safety"])
def test_names_that_only_look_alike(system, tmp_path, name):
    assert risky_place(tmp_path / name, **system) is None


@pytest.mark.parametrize(
    ("marker", "service"), [(".dropbox", "Dropbox"), (".stfolder", "Syncthing")]
)
def test_sync_folders_by_what_the_program_leaves_in_them(system, tmp_path, marker, service):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / marker).mkdir()
    found = risky_place(tmp_path / "work" / "Hill.aucenter", **system)
    assert found is not None
    assert (found.name, found.root) == (service, tmp_path / "work")


def test_a_link_into_a_sync_folder_is_followed(system, tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "centers").symlink_to(tmp_path / "Dropbox")
    found = risky_place(tmp_path / "centers" / "Hill.aucenter", **system)
    assert found is not None
    assert found.name == "Dropbox"


def test_onedrive_under_another_name_is_known_by_its_variable(system, tmp_path):
    variables = {"OneDriveCommercial": str(tmp_path / "Hospital Files")}
    folder = tmp_path / "Hospital Files" / "Hill.aucenter"
    found = risky_place(folder, **{**system, "variables": variables})
    assert found is not None
    assert (found.kind, found.name) == (PlaceKind.SYNC, "OneDrive")


def test_a_computer_without_a_mount_table_is_no_reason_to_warn(system, tmp_path):
    assert risky_place(Path("/srv"), **{**system, "mounts": tmp_path / "none"}) is None
