"""An instruction sheet as a page of text, as it will be printed."""

from html import escape

from au_desktop.services.safety.instruction_writing import PrintedSheet


def sheet_html(sheet: PrintedSheet) -> str:
    """The sheet with its heads, words, and the person to call."""
    rows = "".join(
        f'<tr><td width="34%"><b>{escape(head)}</b></td><td>{_lines(words)}</td></tr>'
        for head, words in sheet.lines
    )
    call = "<br>".join(escape(line) for line in sheet.call) or "No person to call yet."
    code = escape(sheet.code) or "______________"
    return (
        f"<h2>{escape(sheet.title)}</h2><p>{escape(sheet.center)} · Patient code: {code}</p>"
        f"<p>{escape(sheet.lead)}</p>"
        f'<table width="100%" cellspacing="0" cellpadding="6">{rows}</table>'
        f"<h3>Questions? Call</h3><p>{call}</p><p><small>{escape(sheet.version)}</small></p>"
    )


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
