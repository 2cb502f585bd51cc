"""Videos: their files, captions and chapters, read without decoding what they hold."""
