"""An Alexa for the desk: understands by the interaction model, drives the real skill; not in the Lambda package."""
