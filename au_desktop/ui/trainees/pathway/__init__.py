"""The pathway of one trainee: what they bring, what follows, and the wizard.

What may not come in: other tabs.
"""
