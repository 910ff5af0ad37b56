"""The encrypted center file on disk: engine, tables, stores, read queries, upgrades, and the lock of the one writer.

What belongs here: everything that knows SQL or the layout of the file. What may not come in: Qt, passphrases, workbooks,
rules.
"""
