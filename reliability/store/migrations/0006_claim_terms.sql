-- An inverted index of what claims say, for `reliability trace`. It is filled by the next run, or by the first search.

-- Articles whose claims are in the index, with the number that stands for them there.
CREATE TABLE claim_articles (
    article_id VARCHAR NOT NULL,
    number UINTEGER NOT NULL
);

-- Digest of a word or pair of words (reliability/tracing/terms.py), number of the article, and of the claim in it.
CREATE TABLE claim_terms (
    term UINTEGER NOT NULL,
    article UINTEGER NOT NULL,
    claim UINTEGER NOT NULL
);
