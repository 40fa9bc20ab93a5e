-- How the current texts of the articles in `ids` begin. By row number, so that other articles' texts stay compressed.
SELECT article_id, arg_max(substr("text", 1, $characters), revision) AS lead
FROM article_rows
WHERE rowid IN (SELECT rowid FROM article_rows WHERE article_id IN (SELECT id FROM ids))
GROUP BY article_id
