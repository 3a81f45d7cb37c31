"""The White House: read a saved page as a Release with its Statements.

Knows no other publisher.
"""
