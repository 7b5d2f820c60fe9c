"""The edition as RTF, for word processors: the same content as the PDF, by our own writer."""

from publish.rtf.pages import page_numbers_from_libreoffice
from publish.rtf.writer import render

__all__ = ["page_numbers_from_libreoffice", "render"]
