"""The families of sentences on record: gathered when they are asked for, from what is searched.

Decides nothing about which sentences are one, and knows no question and no answer but its excerpts.
"""
