"""The Ministry of Foreign Affairs of Japan: a saved page -> a Release with its Statements.

Knows no other publisher.
"""
