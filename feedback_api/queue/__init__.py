"""The queue: what makes people unhelped is read from every room, judged, and told to writers."""
