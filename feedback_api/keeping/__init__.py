"""What is kept of people's words and for how long; handed out and erased."""
