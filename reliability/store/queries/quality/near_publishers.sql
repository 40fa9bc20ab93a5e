-- Publishers whose name is most like $name.
SELECT coalesce(domain, publisher) AS source
FROM article_rows
WHERE coalesce(domain, publisher) IS NOT NULL
GROUP BY source
ORDER BY lower(source) = lower($name) DESC, jaro_winkler_similarity(lower(left(source, 200)), lower(left($name, 200))) DESC, source
LIMIT 3
