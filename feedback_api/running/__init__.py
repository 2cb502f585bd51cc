"""How the service runs: its workers, their threads, and what they do in turns."""
