-- Of all parts: the last $most days of a publisher are among the last $most in each.
SELECT source, "day", sum(articles)::BIGINT AS articles
FROM parts
GROUP BY source, "day"
QUALIFY row_number() OVER (PARTITION BY source ORDER BY "day" DESC) <= $most
ORDER BY source, "day"
