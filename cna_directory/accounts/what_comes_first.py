"""What an account must deal with before the page it asked for: new terms, the second factor again."""

from werkzeug.wrappers import Response

from cna_directory.access.guard import Policy


def what_comes_first(policy: Policy) -> Response | None:
    """Return the page that comes before the one that was asked for, or nothing."""
    return None
