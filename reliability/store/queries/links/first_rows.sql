-- Rows of `signatures` of linked articles whose words no earlier one has, but those of `ids`.
SELECT place
FROM (
    SELECT rowid AS place, article_id, shingles
    FROM signatures
    WHERE article_id IN (SELECT article_id FROM story_members UNION ALL SELECT id FROM batch)
    QUALIFY
        row_number() OVER (
            PARTITION BY coalesce(wording, article_id)
            ORDER BY day, published_at NULLS LAST, article_id
        ) = 1
)
WHERE shingles > 0 AND article_id NOT IN (SELECT id FROM ids)
ORDER BY place
