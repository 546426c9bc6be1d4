"""The doors: publishers come in by JSON, moderators by pages, operators by a shell."""
