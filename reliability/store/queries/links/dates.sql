SELECT article_id, published_at, publisher, credit
FROM signatures
WHERE article_id IN (SELECT id FROM ids)
