"""What tells who a person is: found, left out, handed out and forgotten."""
