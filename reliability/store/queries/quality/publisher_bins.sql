-- Articles of `members` by publisher of `shown` and tenth of the score.
SELECT members.source, least(floor(scores.score * 10), 9)::INTEGER AS tenth, count(*) AS articles
FROM members
SEMI JOIN shown USING (source)
JOIN scores USING (article_id)
WHERE scores.score IS NOT NULL
GROUP BY ALL
ORDER BY ALL
