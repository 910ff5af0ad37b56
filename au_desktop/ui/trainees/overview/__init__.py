"""The first tab of one trainee: rings, what is missing, forecast, timeline, and the printed status.

What may not come in: other tabs.
"""
