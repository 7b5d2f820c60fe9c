"""The fields of the pages of accounts, a module for each module of routes."""
