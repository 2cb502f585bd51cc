"""What is answered: the engine on one version of the index, what was learned, and what results show."""
