"""A small help centre to begin with: its files, and how they are filled in."""
