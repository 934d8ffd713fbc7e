"""The bulletin as a book: one EPUB 3 of each issue, for readers and telephones."""
