"""The pages of this feature."""

from cna_directory.access.guard import GuardedBlueprint

blueprint = GuardedBlueprint("answers", __name__)
