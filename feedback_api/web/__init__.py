"""The site and the service on the web: files, permanent links, headers, limits, and what requests send."""
