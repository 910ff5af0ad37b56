"""Words that screen, sheets, papers and command line share: gaps, verdicts, pathways, requirements.

What may not come in: rules, and anything of one screen only.
"""
