"""Here is a file, feed, page or stream: which articles are in it?

Knows nothing of terms or of searching.
"""
