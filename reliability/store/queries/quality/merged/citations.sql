-- The $most links between publishers and outlets by which most claims came, with the number of all.
SELECT publisher, cited, sum(claims)::BIGINT AS claims, count(*) OVER () AS total
FROM parts
WHERE publisher IS NOT NULL
GROUP BY publisher, cited
ORDER BY claims DESC, publisher, cited
LIMIT $most
