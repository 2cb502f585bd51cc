"""Work items where writers work: in GitHub Issues, GitLab issues, or behind a signed webhook."""
