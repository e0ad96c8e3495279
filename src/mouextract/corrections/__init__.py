"""Corrections by people: records go out to annotation tools, gold and rules' examples come back."""
