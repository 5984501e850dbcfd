"""What the skill knows about progressive muscle relaxation: standard library only, no Alexa, no AWS, no YAML."""
