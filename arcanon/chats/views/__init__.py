"""The views of a chat, by what a person does."""
