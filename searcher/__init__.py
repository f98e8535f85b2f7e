"""Here is what a reader typed: what did they mean, and what do we show them?

Knows nothing of search libraries, and nothing of HTTP.
"""
