"""The pages as their folder of Markdown holds them, before anything is built."""
