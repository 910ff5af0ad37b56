"""The center page: people, licenses, rooms, instruments, profile, backups and the log. Knows no other page."""
