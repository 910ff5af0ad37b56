"""The shared parts that every page is built from: theme, icons, tables, forms, operations, words for errors.

Belongs here: a widget or a Qt service that at least two pages can use, one a file, that knows no page and no use case.
May not come in: a trainee, a case or any other subject; a store, a key or a workbook.
"""
