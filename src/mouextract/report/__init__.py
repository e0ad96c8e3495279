"""Makes a report: records, and their articles where they may be shown, as one HTML file that needs nothing else."""
