-- An article of one revision.
SELECT * EXCLUDE (bytes)
FROM article_rows
WHERE article_id = $article_id
