"""Writing account requests, from the draft to the decision."""
