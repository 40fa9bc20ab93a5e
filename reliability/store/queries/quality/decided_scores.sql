-- The verdict that holds on each article that $model scored, as it stands now: its score, and whether it was approved.
SELECT scores.score, scores.low, scores.high, verdicts.verdict = 'approved' AS approved
FROM verdicts
JOIN scores USING (article_id)
WHERE scores.model = $model
    AND scores.score IS NOT NULL
    AND NOT verdicts.outdated
    AND verdicts.verdict IN ('approved', 'needs_sources', 'rejected')
ORDER BY scores.score, verdicts.article_id
