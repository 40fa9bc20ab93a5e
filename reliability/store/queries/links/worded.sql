-- What tells whether one text repeats another.
SELECT article_id, shingles, minhash, terms
FROM signatures
WHERE article_id IN (SELECT id FROM ids)
