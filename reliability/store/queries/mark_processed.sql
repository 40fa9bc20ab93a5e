INSERT INTO processed
SELECT article_id, max(revision), $stamp, $run_id
FROM article_rows
WHERE article_id IN (SELECT id FROM ids)
GROUP BY article_id
