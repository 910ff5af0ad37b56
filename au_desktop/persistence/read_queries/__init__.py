"""Lists by SQL straight into the frozen rows of the services: pages by keyset, counts, search.

What belongs here: questions that only read, each page and count answered inside an index of `tables`. What may not come in:
changes to the file, rules about what a record may do, a query for each row, OFFSET.
"""
