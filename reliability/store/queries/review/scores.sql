-- The score of an article, if it has one.
FROM scores
WHERE article_id = $article_id
