"""Dialogues: conversations that an author writes, spoken to the real skill on a clock that is moved by hand."""
