"""What all pages share: rendering, forms, errors, headers, languages, paging."""
