"""Signatures: what a sign-off states, the bytes it stands on, and its validity, which is computed and never stored.

What may not come in: key material and cryptography; a verifying function is handed in.
"""
