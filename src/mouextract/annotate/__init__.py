"""Finds what an article names and says, as typed spans with offsets."""
