-- How many of `members` have flags of each theme, by severity; `themes` says which code belongs to which.
SELECT
    theme,
    count(DISTINCT article_id) FILTER (severity = 'critical') AS critical,
    count(DISTINCT article_id) FILTER (severity = 'warning') AS warning,
    count(DISTINCT article_id) FILTER (severity = 'info') AS info,
    count(DISTINCT article_id) AS flagged
FROM flags
SEMI JOIN members USING (article_id)
JOIN themes USING (code)
GROUP BY theme
