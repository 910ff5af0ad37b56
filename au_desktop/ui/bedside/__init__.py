"""The bedside: one checklist over the whole window, one section at a time, for gloved hands or the keyboard alone.

Belongs here: the full-screen view, its header, section list, foot and finish.
May not come in: another page, an editor of answers (those are shared, in the kit), and any rule.
"""
