"""Chats between two people."""
