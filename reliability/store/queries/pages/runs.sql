-- A page of runs, the latest first.
SELECT *
FROM runs
WHERE $last IS NULL OR run_id < $last
ORDER BY run_id DESC
LIMIT $limit
