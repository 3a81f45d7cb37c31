"""What operators do in a chat: numbers of the bot, a check now, holding all notices.

Only the chats that the settings name are heard; to others these commands are unknown.
"""
