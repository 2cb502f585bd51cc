"""How text becomes words, in one way everywhere: analysis, stems and stop words, words that mean the same."""
