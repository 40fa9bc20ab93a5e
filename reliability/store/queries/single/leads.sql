-- How the current texts of a few articles begin. Their ids are put in as constants, which the index finds.
SELECT article_id, arg_max(substr("text", 1, $characters), revision) AS lead
FROM article_rows
WHERE article_id IN ($ids)
GROUP BY article_id
