"""Judges records: against golden records, against gold annotations, against an earlier run."""
