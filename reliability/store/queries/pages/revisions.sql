-- The revisions of an article without their text, the latest first.
SELECT * EXCLUDE (text, bytes)
FROM article_rows
WHERE article_id = $article_id
ORDER BY revision DESC
