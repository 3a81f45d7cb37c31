"""The words that wishes to whoever answers are made of in languages that are not read.

Tables only. Each language has its words by what they are for; `retrieval.query.requests.abroad`
tells which of them together make which wish.
"""
