"""Services of others that are sent something: the way there, what they answer, and whether they take anything now."""
