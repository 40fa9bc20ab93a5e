-- Runs that ended since $since and were not told yet, the first first; those that only score sources anew tell nothing.
SELECT run_id, command, started_at, finished_at, version, model, articles, rejected
FROM runs
WHERE finished_at >= $since
    AND command <> 'sources'
    AND run_id NOT IN (SELECT key FROM webhook_told WHERE kind = 'run')
ORDER BY run_id
