"""Calls of the Bot API: delivery, the transport, and what became of each call.

Knows neither where updates come from nor how long a call has to wait.
"""
