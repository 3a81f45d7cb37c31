"""The words that messages meant for whoever answers are made of, and what they ask.

Knows neither messages nor the record: tables only, and how they are looked up.
"""
