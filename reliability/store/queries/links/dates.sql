SELECT article_id, published_at
FROM signatures
WHERE article_id IN (SELECT id FROM ids)
