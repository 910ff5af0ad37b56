"""Visits, papers and the home license of one trainee.

What may not come in: other tabs.
"""
