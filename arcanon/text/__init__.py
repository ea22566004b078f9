"""Text and time: what may be kept, how it is shown, what a search sees in it, and the language of the pages."""
