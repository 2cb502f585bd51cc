"""What tells who a person is: found in what people write, and left out."""
