"""The directory's program; empty, because it is imported before anything is installed."""
