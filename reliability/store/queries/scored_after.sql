-- A page of scored articles in the order of their ids.
SELECT article_id
FROM scores
WHERE article_id > $after
ORDER BY article_id
LIMIT $limit
