"""Here is the text of a page: which part of it is the article? `page` reads what was scraped, `titled` a headline
with its text.
"""
