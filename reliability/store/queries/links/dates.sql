-- Those of `ids` that are linked, or to be linked with `seeds`: others have yet to be compared.
SELECT article_id, published_at, publisher, credit, address, refers_to
FROM signatures
WHERE
    article_id IN (SELECT id FROM ids)
    AND article_id IN (SELECT article_id FROM story_members UNION ALL SELECT id FROM seeds)
