"""One module a format: bytes in, records out."""
