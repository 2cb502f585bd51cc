"""Search over HTTP: the API, the results page, errors, and the clothes of the site."""
