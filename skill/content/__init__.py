"""Reads content/: values from files, and faults that teach."""
