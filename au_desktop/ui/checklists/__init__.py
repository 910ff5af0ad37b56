"""Checklists at the desk: the list of runs, starting one, and the page of one run.

Belongs here: what is placed on the checklists page. Editors of answers are shared with the bedside, in the kit.
May not come in: another page, and any rule that decides.
"""
