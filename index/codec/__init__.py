"""Here are an index's postings, columns and articles: keep them as arrays, and read them without copying.

A codec for Whoosh: its writers and readers work on these files as on its own. FORMAT.md has every byte.
"""
