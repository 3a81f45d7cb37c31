"""One form of a sentence that returns, and all its forms: read, found near each other, compared.

Knows no engine, no question and no database.
"""
