-- How many of `members` each publisher has; null for those that name none.
SELECT source, count(*) AS articles
FROM members
GROUP BY source
