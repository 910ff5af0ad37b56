"""Checklists at work: templates, runs, what a run carries into its case, and the part it claims or rates.

What may not come in: signatures.
"""
