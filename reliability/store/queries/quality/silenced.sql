-- How many flags and findings silences took from a run or, where $since is given, from every run from then on.
SELECT measure AS code, subject AS source, sum("value")::BIGINT AS flags
FROM quality_measures
WHERE about = 'silence' AND CASE
    WHEN $since IS NULL THEN run_id = $run_id
    ELSE run_id IN (SELECT run_id FROM runs WHERE started_at >= $since)
END
GROUP BY measure, subject
ORDER BY flags DESC, code, source
