"""Checklists: versioned templates, the answers given to them, runs, and what a run's answers mean.

What belongs here: items, limits, conditions, answers, runs and verdicts. What may not come in: the formulas themselves (an
item names one, the caller hands in the registry), trainees and cases (a run refers to them by id), disk, screens and clocks.
"""
