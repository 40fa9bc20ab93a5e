-- By which feed of somebody else each of `ids` was handed on, where one was.
SELECT article_id, arg_max(came_with.relay, revision) AS relay
FROM article_rows
WHERE article_id IN (SELECT id FROM ids) AND came_with.relay IS NOT NULL
GROUP BY article_id
