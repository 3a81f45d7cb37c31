"""Words -> days: moments of all forms, holidays, what is counted from today.

It knows no record and no question: whether a time is asked for is decided by who calls.
"""
