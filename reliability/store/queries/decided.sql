-- The verdict that holds on each article that is here, and whether its words have changed since.
SELECT verdicts.article_id, verdicts.verdict, verdicts.outdated AS changed
FROM verdicts
WHERE verdicts.article_id IN (SELECT article_id FROM article_rows)
ORDER BY verdicts.article_id
