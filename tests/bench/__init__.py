"""What a session really takes: minutes as spoken, and what the skill costs where it runs."""
