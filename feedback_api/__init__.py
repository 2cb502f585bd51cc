"""How we learn what does not help: ratings, evidence, work items, staff pages, and the whole app."""
