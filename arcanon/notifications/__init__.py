"""Notifications: what has happened to your own posts, comments, invitations and chats."""
