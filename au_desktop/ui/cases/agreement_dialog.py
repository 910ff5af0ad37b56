"""The report on agreement between claims and ratings, to read and to print."""

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from au_desktop.domain.training.agreement import AgreementReport
from au_desktop.ui.cases.rating_words import report_html
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.printing import print_document

NONE_YET = (
    "<h3>Nothing to compare yet</h3><p>A case is compared once the trainee has stated a part and the preceptor has "
    "rated it. Both are done from the case: State part… and Rate….</p>"
)


class AgreementDialog(Dialog):
    """Shows the report; its main button prints it."""

    def __init__(self, report: AgreementReport, parent: QWidget) -> None:
        super().__init__("Agreement", parent=parent, primary="Print…", name="agreement")
        self.page = named(QTextBrowser(), "Report on agreement")
        self.page.setOpenLinks(False)
        self._html = report_html(report)
        empty = not report.overall.parts.count
        self.page.setHtml(NONE_YET if empty else self._html)
        self.body.addWidget(self.page, 1)
        self.cancel_button.setText("Close")
        self.primary_button.setEnabled(not empty)
        self.accepted_by_person.connect(self.print_report)
        self.resize(860, 560)

    def print_report(self) -> None:
        """Ask for a printer, then print."""
        document = QTextDocument(self)
        document.setHtml(self._html)
        print_document(self, document)
