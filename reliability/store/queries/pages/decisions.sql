-- A page of decisions, the latest first, and whether each was taken back; a null parameter leaves its limit out.
SELECT decisions.*, decision_id IN (SELECT undoes FROM decisions WHERE undoes IS NOT NULL) AS undone
FROM decisions
WHERE ($article_id IS NULL OR article_id = $article_id)
    AND ($reviewer IS NULL OR reviewer = $reviewer)
    AND ($verdict IS NULL OR verdict = $verdict)
    AND ($since IS NULL OR decided_at >= $since)
    AND ($at IS NULL OR decided_at < $at OR (decided_at = $at AND decision_id < $last))
ORDER BY decided_at DESC, decision_id DESC
LIMIT $limit
