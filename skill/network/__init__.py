"""Calls over the network within the time that one turn has."""
