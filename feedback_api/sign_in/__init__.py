"""Who may see staff pages: accounts, passwords, sessions, and the ways to sign in."""
