"""The moments of the conversation: one module for each. None leans on another."""
