-- The runs that read articles, newest first.
SELECT runs.run_id, any_value(runs.started_at) AS "at", count(*) AS articles
FROM run_articles
JOIN runs USING (run_id)
GROUP BY runs.run_id
ORDER BY runs.run_id DESC
