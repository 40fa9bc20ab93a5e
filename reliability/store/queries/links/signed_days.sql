-- What tells the event, of linked articles and those of `batch`, from $first to $last.
SELECT article_id, published_at, day, terms
FROM signatures
WHERE
    day BETWEEN $first AND $last
    AND article_id IN (SELECT article_id FROM story_members UNION ALL SELECT id FROM batch)
