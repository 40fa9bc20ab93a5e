-- A page of flags, those of the newest run first; a null parameter leaves its limit out.
SELECT *
FROM flags
WHERE ($code IS NULL OR code = $code)
    AND ($severity IS NULL OR severity = $severity)
    AND ($article_id IS NULL OR article_id = $article_id)
    AND ($since IS NULL OR run_id >= $since)
    AND ($run IS NULL OR run_id < $run OR (run_id = $run AND (article_id, code) > ($article, $last)))
ORDER BY run_id DESC, article_id, code
LIMIT $limit
