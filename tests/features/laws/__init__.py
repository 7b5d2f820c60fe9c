"""Tests of the links to national laws."""
