-- Articles whose claims are not in the index of their words, in the order in which they were processed; only those of
-- $run_id, if not null.
SELECT article_id
FROM processed
ANTI JOIN claim_articles USING (article_id)
WHERE $run_id IS NULL OR article_id IN (SELECT article_id FROM run_articles WHERE run_id = $run_id)
ORDER BY processed.rowid
