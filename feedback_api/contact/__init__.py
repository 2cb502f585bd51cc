"""The way to a person: when one answers, what is asked, and what the customer tried before."""
