"""Keeping the file true: the check of the whole file, backups and proven restores.

What may not come in: the making of records.
"""
