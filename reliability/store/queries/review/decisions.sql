-- The decisions on an article, in the order of time.
FROM decisions
WHERE article_id = $article_id
ORDER BY decided_at, decision_id
