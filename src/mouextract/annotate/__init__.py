"""Finds what an article says, as typed spans: zones, dates, regions, people, institutions, instruments, cues."""
