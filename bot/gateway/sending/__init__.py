"""Calls of the Bot API: delivery, transport, and the outcome of each call.

Knows neither where updates come from nor how long a call has to wait.
"""
