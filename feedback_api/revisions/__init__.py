"""What is published and what was: articles, their revisions, and which revisions share their evidence."""
