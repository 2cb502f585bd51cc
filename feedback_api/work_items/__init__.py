"""Work items: their kinds and states, what becomes of them, and what writers read of them."""
