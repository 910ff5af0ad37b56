"""The command line: every verb of au-desktop that needs no window.

What belongs here: words to arguments, results to lines and exit codes, where a passphrase comes from. What may not come in:
Qt, rules, SQL; a verb opens a center by the same door as the window and calls the same use cases.
"""
