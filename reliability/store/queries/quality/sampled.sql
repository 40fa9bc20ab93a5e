-- $most articles of a run, the same ones each time.
SELECT DISTINCT article_id, md5_number_lower(article_id) AS place
FROM run_articles
WHERE run_id = $run_id
ORDER BY place, article_id
LIMIT $most
