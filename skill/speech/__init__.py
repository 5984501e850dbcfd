"""Plan -> chunks -> SSML: the only place that writes "<"."""
