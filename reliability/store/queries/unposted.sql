-- Articles whose claims are not in the index of their words, in the order in which they were processed.
SELECT article_id
FROM processed
ANTI JOIN claim_articles USING (article_id)
ORDER BY processed.rowid
