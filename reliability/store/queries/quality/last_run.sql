-- The run of the same command that came before $run_id and ended with articles.
SELECT run_id, started_at AS "at"
FROM runs
WHERE command = (SELECT command FROM runs WHERE run_id = $run_id)
    AND run_id < $run_id
    AND finished_at IS NOT NULL
    AND run_id IN (SELECT run_id FROM run_articles)
ORDER BY run_id DESC
LIMIT 1
