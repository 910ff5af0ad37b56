"""Preferences survive a round trip, and broken ones fall back and are reported."""

import json

import pytest

from au_desktop.settings import (
    DateStyle,
    Settings,
    TextSize,
    ThemeChoice,
    UnitsFirst,
    load,
    save,
)


def test_settings_come_back_as_saved(tmp_path):
    path = tmp_path / "settings.json"
    settings = Settings(
        UnitsFirst.MCI,
        ThemeChoice.DARK,
        TextSize.LARGE,
        True,
        5,
        DateStyle.ISO,
        "en",
        ("/a", "/b"),
    )
    save(path, settings)
    assert load(path).settings == settings
    assert load(path).problems == ()


def test_missing_file_means_the_usual_values(tmp_path):
    assert load(tmp_path / "none.json") == load(tmp_path / "other.json")
    assert load(tmp_path / "none.json").settings == Settings()


@pytest.mark.parametrize("content", ["{", "[]", "\x00\xff", ""])
def test_broken_file_falls_back_and_is_reported(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    loaded = load(path)
    assert loaded.settings == Settings()
    assert loaded.problems


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("idle_minutes", 0),
        ("idle_minutes", True),
        ("idle_minutes", "5"),
        ("touch_mode", 1),
        ("recent_centers", "x"),
        ("recent_centers", [1]),
        ("language", "xx"),
        ("theme", []),
        ("colour", "red"),
    ],
)
def test_one_bad_value_keeps_the_others(tmp_path, name, value):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"units_first": "mCi", name: value}), encoding="utf-8")
    loaded = load(path)
    assert loaded.settings == Settings(units_first=UnitsFirst.MCI)
    assert len(loaded.problems) == 1
    assert name in loaded.problems[0]


def test_recent_centers_are_newest_first_without_doubles():
    settings = Settings()
    for folder in ("a", "b", "a", *"cdefghi"):
        settings = settings.with_recent_center(folder)
    assert settings.recent_centers == ("i", "h", "g", "f", "e", "d", "c", "a")
