-- Why a run's articles have no score.
SELECT abstained, count(*) AS articles
FROM scores
SEMI JOIN (SELECT article_id FROM run_articles WHERE run_id = $run_id) USING (article_id)
WHERE abstained IS NOT NULL
GROUP BY abstained
ORDER BY articles DESC, abstained
