-- Those of `ids`, and the linked articles and articles of `batch` that have the same words.
SELECT article_id, published_at, day, wording
FROM signatures
WHERE
    article_id IN (SELECT id FROM ids)
    OR (
        wording IN (SELECT wording FROM signatures WHERE article_id IN (SELECT id FROM ids))
        AND article_id IN (SELECT article_id FROM story_members UNION ALL SELECT id FROM batch)
    )
