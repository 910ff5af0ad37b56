"""Training of a physician toward authorized-user status: trainees, supervising AUs, cases, the gate and progress.

What may not come in: checklists and formulas; they meet training only in the services.
"""
