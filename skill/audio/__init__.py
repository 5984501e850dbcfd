"""Plan -> MP3: a session as one stream, put together from clips that were spoken before."""
