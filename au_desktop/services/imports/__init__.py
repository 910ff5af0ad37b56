"""Tables that come in: a dry run with each row's reasons, then all or nothing.

What may not come in: the reading of files, which the exchange does.
"""
