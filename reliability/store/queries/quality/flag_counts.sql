-- How many of `members` each expectation flagged, worst and most frequent first.
WITH counted AS (
    SELECT
        code,
        arg_min(severity, list_position(['critical', 'warning', 'info'], severity)) AS severity,
        count(DISTINCT article_id) AS articles
    FROM flags
    SEMI JOIN members USING (article_id)
    GROUP BY code
)
SELECT code, severity, articles
FROM counted
ORDER BY list_position(['critical', 'warning', 'info'], severity), articles DESC, code
