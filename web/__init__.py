"""Here is a request or a command line: which page, JSON or text goes back?

Knows nothing below the searcher's front door. Importing it costs nothing: the command line starts without Flask.
"""
