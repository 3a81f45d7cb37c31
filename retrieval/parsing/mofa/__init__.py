"""The Ministry of Foreign Affairs of Japan: read a saved page as a Release with its Statements.

Knows no other publisher.
"""
