"""Reading drafts, account requests, vouchings and nominations."""
