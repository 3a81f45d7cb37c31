"""Periods in plain words -> days.

Knows no words of the record.
"""
