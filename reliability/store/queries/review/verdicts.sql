-- The decision that holds on each article, be it in `ids` or, where $all, any.
SELECT article_id, verdict, reviewer, outdated, disputed
FROM verdicts
WHERE $all OR article_id IN (SELECT id FROM ids)
ORDER BY article_id
