"""Pages and API for those who repair articles; until there is a sign-in, they answer on this machine alone."""
