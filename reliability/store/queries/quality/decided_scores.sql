-- The latest verdict of reviewers on each article that $model scored: its score, and whether it was approved.
WITH latest AS (
    SELECT article_id, arg_max(verdict, (decided_at, decision_id)) AS verdict
    FROM decisions
    GROUP BY article_id
)
SELECT scores.score, scores.low, scores.high, latest.verdict = 'approved' AS approved
FROM latest
JOIN scores USING (article_id)
WHERE scores.model = $model
    AND scores.score IS NOT NULL
    AND latest.verdict IN ('approved', 'needs_sources', 'rejected')
ORDER BY scores.score, latest.article_id
