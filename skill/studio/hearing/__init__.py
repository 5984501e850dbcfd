"""`make hear`: every line spoken by the voice and heard back, so that nobody has to listen to two thousand of them."""
