"""The update form by itself: to fill in on a screen (PDF), in a word processor (RTF), in a table (CSV).

It has the parts of the form that every edition prints (`publish.outline.form`), blank or filled in
beforehand. The same form always gives the same bytes.
"""

from publish.forms.filling import UpdateForm
from publish.forms.pdf import pdf_form
from publish.forms.rtf import rtf_form
from publish.forms.table import csv_form

__all__ = ["UpdateForm", "csv_form", "pdf_form", "rtf_form"]
