"""Who may: roles, capabilities, the one table that joins them, and the guard of every route."""
