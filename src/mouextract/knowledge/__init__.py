"""Facts as tables: regions, institutions, offices, the calendar; and how to look them up."""
