"""Which articles answer best: the signals, their weights, and the evidence for each."""
