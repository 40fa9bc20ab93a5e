-- What exports say of articles beside their results: when each was first seen and last scored, and the decision that holds.
SELECT
    ids.id AS article_id,
    seen.first_seen,
    greatest(seen.first_seen, coalesce(runs.finished_at, runs.started_at)) AS scored_at,
    runs.version,
    CASE WHEN verdicts.verdict <> 'reopened' THEN verdicts.verdict END AS verdict,
    CASE WHEN verdicts.verdict <> 'reopened' THEN decisions.reason END AS reason,
    CASE WHEN verdicts.verdict <> 'reopened' THEN verdicts.reviewer END AS reviewer,
    CASE WHEN verdicts.verdict <> 'reopened' THEN verdicts.decided_at END AS decided_at,
    CASE WHEN verdicts.verdict <> 'reopened' THEN verdicts.outdated END AS outdated
FROM ids
LEFT JOIN (
    SELECT article_id, min(ingested_at) AS first_seen
    FROM article_rows
    WHERE article_id IN (SELECT id FROM ids)
    GROUP BY article_id
) AS seen ON seen.article_id = ids.id
LEFT JOIN scores ON scores.article_id = ids.id
LEFT JOIN runs ON runs.run_id = scores.run_id
LEFT JOIN verdicts ON verdicts.article_id = ids.id
LEFT JOIN decisions ON decisions.decision_id = verdicts.decision_id
ORDER BY ids.n
