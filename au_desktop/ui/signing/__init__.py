"""Signatures: what waits for the person at work, what everyone waits for, and what was signed.

Belongs here: the queue and the list of signatures. The dialog that signs is in the kit: other pages sign too.
May not come in: another page, a key, a passphrase that is kept.
"""
