"""The desk's studio: speaks, mixes and encodes the clips that skill.audio joins; not in the Lambda package."""
