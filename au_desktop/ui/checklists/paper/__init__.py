"""Records and forms on paper: printing, what is outstanding, and typing in beside the page.

What may not come in: the filling of checklists itself.
"""
