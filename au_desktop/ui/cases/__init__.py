"""The case log: the list with the gate's verdicts, one case in detail, and the dialogs that add, change and void.

What belongs here: the page, its dialogs and the words of its lists. What may not come in: other pages, SQL, rules about what
counts: those are asked of the services and the domain.
"""
