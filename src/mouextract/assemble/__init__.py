"""Assembles what an article's mentions say of agreements into its record."""
