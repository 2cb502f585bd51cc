"""What a query asks for: its words, and the words of the content that each may mean."""
