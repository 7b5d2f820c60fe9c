"""The fields of the pages of account requests, a module for each module of routes."""
