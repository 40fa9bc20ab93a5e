-- $most articles of a run, the same ones each time.
SELECT DISTINCT article_id
FROM run_articles
WHERE run_id = $run_id
ORDER BY md5_number_lower(article_id), article_id
LIMIT $most
