"""How the content is found: index, query, suggestions, and the search HTTP interface."""
