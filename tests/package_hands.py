"""Hands before the tab Packages: the form, its fields and rows, and the dialogs."""

from au_desktop.domain.roles import Role
from au_desktop.ui.safety.packages.packages_tab import PackagesTab
from tests.checklist_hands import settle
from tests.stock_on_screen import StockHands


class PackageHands(StockHands):
    """One person before the tab Packages."""

    def __init__(self, qtbot, role=Role.RSO, memory=None):
        super().__init__(PackagesTab, qtbot, role, memory)

    @property
    def form(self):
        return self.tab.form

    def field(self, name):
        form = next(form for form in self.form.forms.values() if name in form.values())
        return form.field(name)

    def fill(self, **values):
        for name, value in values.items():
            form = next(form for form in self.form.forms.values() if name in form.values())
            form.set_values({name: value})
        self.form.reckon()
        settle()

    def type_wipe(self, at, **texts):
        row = self.form.wipes.rows[at]
        for name, text in texts.items():
            getattr(row, name).set_text(text)
        settle()

    def keep(self, package):
        return self.services.packages.keep(package).value

    def stored(self):
        return self.services.packages.open_ones()

    @property
    def dialog(self):
        return self.tab.asks.dialog

    def fill_dialog(self, **values):
        self.dialog.form.set_values(values)
        self.dialog.primary_button.click()
        settle()
