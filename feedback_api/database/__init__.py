"""Where all is kept: connections, what SQLite needs beside them, what tables share, and the steps of the schema."""
