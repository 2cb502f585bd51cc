"""A build from its first page to the site that takes the old one's place."""
