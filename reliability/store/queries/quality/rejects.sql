-- Why records were set aside, by a run or, where $since is given, by every run from then on.
SELECT reason, count(*) AS records, min(excerpt) AS example
FROM rejects
WHERE CASE
    WHEN $since IS NULL THEN run_id = $run_id
    ELSE run_id IN (SELECT run_id FROM runs WHERE started_at >= $since)
END
GROUP BY reason
ORDER BY records DESC, reason
