"""What search tells writers before they publish: questions not found, and places that move."""
