-- Whether an article of this id or of this publisher is here.
SELECT article_id
FROM article_rows
WHERE article_id = $article_id OR domain = $source OR publisher = $source
LIMIT 1
