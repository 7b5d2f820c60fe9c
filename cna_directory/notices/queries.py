"""Finding a public page by its address."""

from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.notices.rules import HelpPage, help_pages


def help_page(place: str) -> HelpPage:
    """Return the page of help under a word of an address; any other word raises `NotFound`."""
    for found in help_pages():
        if found.place == place:
            return found
    raise NotFound(NO_SUCH_PAGE)
