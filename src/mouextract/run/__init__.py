"""Runs the extraction over many articles: one process or several, counts, signals."""
