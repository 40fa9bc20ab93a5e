-- The score of an article, if it has one.
SELECT model, score
FROM scores
WHERE article_id = $article_id
