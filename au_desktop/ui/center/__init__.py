"""The center page: people, licenses, rooms, instruments, profile, templates, backups and the log. Knows no other page."""
