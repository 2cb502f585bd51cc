"""What an agent answers with: articles found for a customer's message, links, what became of them, and flags."""
