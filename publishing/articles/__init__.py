"""What an article is: its id, its revision, what its page says about itself, and its words."""
