"""The conversation: one module for each moment. Handlers take a Turn, return a Reply, and know no Alexa."""
