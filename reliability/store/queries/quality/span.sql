-- How many articles `members` are, and the newest date line among them that is not after $now.
SELECT count(*) AS articles, max(published_at) FILTER (published_at <= $now) AS newest
FROM members
