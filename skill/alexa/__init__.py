"""Alexa's side: requests, responses, the guarded endpoint, the time zone; the only place that knows the SDK."""
