"""What is written once and read ever after: Whoosh's index, and the arrays and lists made from it."""
