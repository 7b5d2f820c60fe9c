"""Tests of what is announced to subscribers."""
