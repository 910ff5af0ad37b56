"""A hand at the bedside: answers the item that is marked, whatever its type, by tapping and typing, until nothing is open."""

from PySide6.QtCore import Qt

from au_desktop.domain.checklists.items import ItemType

FINISH = "finish"
_AMOUNTS = {"cycle": "1", "volume": "50"}
_RATES = {"survey_room": "0.08"}
_CHOSEN = {"dose_to_others": ("to_5_msv",), "form": ("capsule",)}
_ENOUGH = 200


class GlovedHand:
    """Works one bedside view as a preceptor on an uneventful day."""

    def __init__(self, station, view, amounts=None):
        self.station, self.view, self.qtbot = station, view, station.qtbot
        self.amounts = amounts or {}
        self.tap_by_type = {
            ItemType.CONFIRM: self._tap_first,
            ItemType.YES_NO: self._tap_choice,
            ItemType.CHOICE: self._tap_choice,
            ItemType.CHOICES: self._tap_choices,
            ItemType.TEXT: self._type_text,
            ItemType.NUMBER: self._type_amount,
            ItemType.QUANTITY: self._type_amount,
            ItemType.DATE_TIME: lambda row: self.tap(row.editor.now_button),
            ItemType.TIMER: self._run_timer,
            ItemType.PART_TAKEN: self._tap_part,
        }

    def answer_until(self, stop):
        """Answer section by section until `stop(row)` says so, or the finish is reached."""
        for _ in range(_ENOUGH):
            row = self.next_open()
            if row is None:
                if self.view.pages.section == FINISH:
                    return None
                self.tap(self.view.foot.next_button)
            elif stop(row):
                return row
            else:
                self.answer(row)
        raise AssertionError("the checklist does not come to an end")

    def next_open(self):
        """The first row of the shown section that still waits for an answer."""
        rows = self.view.pages._shown_rows() if self.view.pages.section != FINISH else ()
        for row in rows:
            if row.item.type is not ItemType.COMPUTED and row.answer is None:
                return row
        return None

    def answer(self, row):
        """Give the usual answer to one item."""
        self.view.pages.mark(row.item.key)
        if row.offer_button.isVisible():
            self.tap(row.offer_button)
        elif row.item.type in self.tap_by_type:
            self.tap_by_type[row.item.type](row)
        else:
            self._pick(row)
        assert row.answer is not None, (row.item.key, row.error_line.text())

    def tap(self, button):
        """A finger on a button."""
        assert button.isVisible()
        assert button.isEnabled()
        self.station.click(button)

    def _tap_first(self, row):
        self.tap(row.editor.choices.buttons[0])

    def _tap_choice(self, row):
        if row.item.type is ItemType.YES_NO:
            keys = ["yes", "no", "not_applicable"]
            wanted = row.item.expected[0] if row.item.expected else "no"
        else:
            keys = [choice.key for choice in row.item.choices]
            wanted = _wanted(row.item)[0]
        self.tap(row.editor.choices.buttons[keys.index(wanted)])

    def _tap_choices(self, row):
        keys = [choice.key for choice in row.item.choices]
        for wanted in _wanted(row.item):
            self.tap(row.editor.choices.buttons[keys.index(wanted)])

    def _type_text(self, row):
        field = row.editor.field
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        self.qtbot.keyClicks(field, "the patient, in English")
        self.qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.station.settle()

    def _type_amount(self, row):
        """The first digit opens the keypad; the rest is typed on it."""
        typed, unit = self._amount(row.item)
        self.tap(row.editor.button)
        pad = self.view.pages.panel.content().pad
        if unit:
            self.station.press(unit, within=pad)
        self.qtbot.keyClicks(pad, typed)
        self.qtbot.keyClick(pad, Qt.Key.Key_Return)
        self.station.settle()

    def _amount(self, item):
        if item.key in self.amounts:
            return self.amounts[item.key]
        if item.quantity_kind == "activity":
            return ("2", "mCi") if "residual" in item.key else ("201", "mCi")
        if item.quantity_kind == "dose rate":
            return _RATES.get(item.key, "1.2"), "mR/h"
        return _AMOUNTS.get(item.key, "1"), ""

    def _run_timer(self, row):
        self.tap(row.editor.start_button)
        self.tap(row.editor.stop_button)

    def _tap_part(self, row):
        self.tap(row.editor.parts.buttons[2])
        self.tap(row.editor.levels.buttons[3])

    def _pick(self, row):
        wanted = "dc-1" if "assay" in row.item.key else "sm-1"
        self.tap(row.editor.button)
        entries = self.view.pages.panel.content().buttons
        named = [button for words, button in entries if wanted in words]
        self.tap(named[0] if named else entries[0][1])


def _wanted(item):
    if item.key in _CHOSEN:
        return _CHOSEN[item.key]
    if item.expected:
        return item.expected if item.type is ItemType.CHOICES else item.expected[:1]
    calm = [choice.key for choice in item.choices if not choice.attention]
    return tuple(calm[:1] or [item.choices[0].key])
