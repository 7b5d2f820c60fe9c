"""The edition builder: content in, PDF, RTF and tables out.

It stands alone: it knows neither the web framework nor the database, asks no clock and draws no
random number, so the same content always gives the same bytes.

The work goes through the modules in this order: `content` (what an edition says), `wording` (the
fixed words), `outline` (content becomes a format-neutral `document`), `pdf` and `rtf` (the document
becomes files), `checks` (the files are opened again and compared with the content), `tables` (the
content as CSV and JSON).
"""
