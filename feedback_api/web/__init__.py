"""The site and the service on the web: files, links, headers, limits and documents about it."""
