-- Of all parts, worst and most frequent first.
WITH counted AS (
    SELECT
        code,
        arg_min(severity, list_position(['critical', 'warning', 'info'], severity)) AS severity,
        sum(articles)::BIGINT AS articles
    FROM parts
    GROUP BY code
)
SELECT code, severity, articles
FROM counted
ORDER BY list_position(['critical', 'warning', 'info'], severity), articles DESC, code
