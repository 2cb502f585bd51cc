"""The queue: what leaves people unhelped is read from every room that knows of it, judged, and told to writers."""
