"""One turn: a request in, an answer out."""
