"""The blueprint that all pages of accounts hang on."""

from cna_directory.access.guard import GuardedBlueprint

blueprint = GuardedBlueprint("accounts", "cna_directory.accounts")
