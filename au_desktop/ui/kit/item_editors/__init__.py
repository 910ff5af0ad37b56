"""What the bedside and the run page share: one editor for each kind of item, the row around it, and the run they write to.

Belongs here: widgets and words for items, answers, findings and signatures of a run, used by more than one page.
May not come in: a page, its layout, or a rule that decides; those are in the domain.
"""
