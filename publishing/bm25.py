"""
What a word counts where it stands, for the search service and for search without it.

BM25: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", equation 3.15. One field in which a word of
the title weighs as much as four words of text ranks far better than a sum over boosted fields: a rare word that stands
in a title by chance does not beat a section that has all words. Browsers know the same numbers: ``static-index.js``.
"""

# How soon more of a word stops helping, and how much longer sections are held back.
K1 = 1.2
B = 0.75

TITLE_WEIGHT = 4.0
HEADING_WEIGHT = 3.0
KEYWORD_WEIGHT = 3.0
ADDRESS_WEIGHT = 2.0
ANSWER_WEIGHT = 2.0
TAG_WEIGHT = 2.0
BREADCRUMB_WEIGHT = 1.0
SUMMARY_WEIGHT = 1.0
TEXT_WEIGHT = 1.0
