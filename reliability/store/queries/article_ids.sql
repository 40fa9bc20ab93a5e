-- Every article once.
SELECT DISTINCT article_id
FROM article_rows
ORDER BY article_id
