"""The roster and the intake.

What may not come in: one trainee's tabs.
"""
