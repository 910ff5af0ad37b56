"""The sheets of the RSO workbook, one file a sheet: its columns, its live formulas, and how a row of the services fills them.

What may not come in: xlsxwriter and openpyxl, queries, and decisions; a formula here repeats what the program decided.
"""
