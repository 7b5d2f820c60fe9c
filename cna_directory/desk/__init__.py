"""What waits for the secretariat, on one page."""
