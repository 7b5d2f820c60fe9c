"""Reference rows: States, territories, instruments with their provisions, request types, parties."""
