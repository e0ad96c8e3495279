"""Writes records: JSONL, and tables for a spreadsheet or a notebook."""
