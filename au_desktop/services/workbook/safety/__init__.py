"""Rows of the workbook's sheets about radiation safety records, one file a subject."""
