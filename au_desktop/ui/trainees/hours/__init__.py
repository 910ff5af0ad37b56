"""The hours of one trainee: the three ledgers and their dialogs.

What may not come in: other tabs.
"""
