"""Everything that crosses the door as a file: workbooks that leave, rosters that come in, later packets and PDF.

What belongs here: rows to columns (`sheets`), the one writer of workbooks, the one reader, safe text. What may not come in:
SQL, keys, rules about what counts; rows come ready from the services, and a signer is handed in.
"""
