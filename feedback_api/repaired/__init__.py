"""The word that it is fixed: told once to who left an address, with one question back."""
