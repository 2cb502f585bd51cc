"""How the content gets out: content rules, catalogue, permalinks, and the MkDocs plugin."""
