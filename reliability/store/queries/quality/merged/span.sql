-- Of all parts.
SELECT sum(articles)::BIGINT AS articles, max(newest) AS newest
FROM parts
