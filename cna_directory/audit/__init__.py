"""What happened: the trail, written by the database session itself and never rewritten."""
