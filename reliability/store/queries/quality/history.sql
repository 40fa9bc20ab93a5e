-- Measures of $about over the last $most runs of the command of $run_id up to that one, oldest first.
WITH latest AS (
    SELECT run_id, started_at
    FROM runs
    WHERE command = (SELECT command FROM runs WHERE run_id = $run_id)
        AND run_id <= $run_id
        AND run_id IN (SELECT run_id FROM quality_measures)
    ORDER BY run_id DESC
    LIMIT $most
)
SELECT latest.run_id, latest.started_at AS "at", measures.subject, measures.measure, measures."value"
FROM latest
JOIN quality_measures AS measures USING (run_id)
WHERE measures.about = $about
ORDER BY latest.run_id, measures.subject, measures.measure
