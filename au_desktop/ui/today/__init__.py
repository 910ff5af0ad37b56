"""The first page: who is here, what is planned, what waits for a signature, what is due, who needs the next case.

What belongs here: the page and what it loads. What may not come in: other pages, stores and SQL; other pages are reached by
asking the frame.
"""
