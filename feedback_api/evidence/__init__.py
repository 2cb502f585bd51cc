"""What counts of answers make likely, and how likely is enough to act on."""
