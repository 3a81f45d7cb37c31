"""/settings, /status, /privacy, /mydata, /forget, and chats that block the bot.

Knows nothing of questions.
"""
