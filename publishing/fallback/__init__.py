"""What the browser searches while the service does not answer."""
