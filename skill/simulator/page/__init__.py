"""`make page`: an Echo in the browser, with the body at work beside it, on this machine alone."""
