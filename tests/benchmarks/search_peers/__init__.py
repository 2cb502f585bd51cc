"""The engine of the help centre and those that people would pick instead, each behind the same two functions."""
