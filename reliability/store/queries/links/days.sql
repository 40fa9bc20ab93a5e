-- How many linked articles and articles of `batch` each day has.
SELECT day, count(*) AS articles
FROM signatures
WHERE article_id IN (SELECT article_id FROM story_members UNION ALL SELECT id FROM batch)
GROUP BY day
ORDER BY day
