"""Secrets of a center: key slots, the recovery sheet, signatures, passphrase rules, and risky places for a center folder.

What belongs here: everything that touches a key or a passphrase. What may not come in: SQL, Qt, workbooks, rules of training.
"""
