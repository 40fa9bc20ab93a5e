-- Why articles of `members` have no score.
SELECT abstained, count(*) AS articles
FROM scores
SEMI JOIN members USING (article_id)
WHERE abstained IS NOT NULL
GROUP BY abstained
ORDER BY articles DESC, abstained
