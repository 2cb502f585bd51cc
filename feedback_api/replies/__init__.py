"""What an agent answers with: articles found for a customer's message, and flags on them."""
