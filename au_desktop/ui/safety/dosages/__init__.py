"""Written directives, time-outs and dosages: the list, one treatment as a chain, and the dialogs that take it further."""
