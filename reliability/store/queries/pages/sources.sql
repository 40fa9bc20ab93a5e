-- A page of `listed`, the rows of queries/sources.sql, in their order; $words: part of the name, whatever its case.
SELECT *
FROM listed
WHERE ($words IS NULL OR contains(lower(source), lower($words)))
    AND (
        $last IS NULL
        OR role < $last_role
        OR (role = $last_role AND (articles < $last_articles OR (articles = $last_articles AND source > $last)))
    )
ORDER BY role DESC, articles DESC, source
LIMIT $limit
