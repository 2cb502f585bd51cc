"""Work items: what makes people unhelped, what becomes of it, and what writers read of it."""
