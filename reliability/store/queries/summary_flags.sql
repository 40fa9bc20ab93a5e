-- How many of a run's articles each expectation flagged, worst and most frequent first, with one as an example.
SELECT code, severity, count(*) AS articles, min(message) AS message, min(article_id) AS example
FROM flags
SEMI JOIN (SELECT article_id FROM run_articles WHERE run_id = $run_id) USING (article_id)
GROUP BY code, severity
ORDER BY list_position(['critical', 'warning', 'info'], severity), articles DESC, code
