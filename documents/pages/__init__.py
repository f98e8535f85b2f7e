"""A saved page of a news site: what it says of its article, and the article's text."""
