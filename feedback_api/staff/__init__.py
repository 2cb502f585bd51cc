"""Pages and API for those who repair articles, behind the sign-in."""
