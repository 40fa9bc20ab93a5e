-- All that is here counts as told: a webhook tells what happens from now on.
INSERT INTO webhook_told
SELECT 'run', run_id, $now
FROM runs
WHERE finished_at >= $since
UNION ALL
SELECT 'decision', decision_id, $now
FROM decisions
WHERE decided_at >= $since
UNION ALL
SELECT 'flag', article_id || '#' || code, $now
FROM flags
WHERE severity = 'critical'
