-- Those of `ids` that a run does not hold, in their order.
SELECT id
FROM ids
WHERE id NOT IN (SELECT article_id FROM run_articles WHERE run_id = $run_id)
ORDER BY n
