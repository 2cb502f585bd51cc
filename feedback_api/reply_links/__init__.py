"""Links that agents put into replies: counted by what became of them, and by nothing of who used them."""
