-- Who took an article and gave it back, in the order of time.
FROM assignments
WHERE article_id = $article_id
ORDER BY taken_at
