-- Where an article stands: its current revision and score, the decision that holds, and who has taken it.
SELECT
    current.article_id,
    current.revision,
    scores.model,
    scores.score,
    verdicts.decision_id,
    verdicts.verdict,
    verdicts.reviewer AS decided_by,
    verdicts.decided_at,
    coalesce(verdicts.outdated, false) AS outdated,
    coalesce(verdicts.disputed, false) AS disputed,
    holds.reviewer AS holder,
    holds.taken_at,
    holds.until,
    greatest(
        (SELECT max(decided_at) FROM decisions WHERE article_id = $article_id),
        (SELECT max(taken_at) FROM assignments WHERE article_id = $article_id)
    ) AS last_at
FROM (
    SELECT article_id, max(revision) AS revision
    FROM article_rows
    WHERE article_id = $article_id
    GROUP BY article_id
) AS current
LEFT JOIN (FROM scores WHERE article_id = $article_id) AS scores USING (article_id)
LEFT JOIN (FROM verdicts WHERE article_id = $article_id) AS verdicts USING (article_id)
LEFT JOIN (FROM holds WHERE article_id = $article_id) AS holds USING (article_id)
