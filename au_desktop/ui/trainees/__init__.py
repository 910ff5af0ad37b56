"""The roster: the list, one trainee with what is missing and why, the intake form, and the import of a list kept by hand.

What belongs here: the page, its dialogs and the words of its lists. What may not come in: other pages, file formats, SQL.
"""
