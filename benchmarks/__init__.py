"""Measurements of the program beside its peers, on frozen inputs made here."""
