"""What a record said and when: its revisions, compared, as at any past date, and as printed."""
