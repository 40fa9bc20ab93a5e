-- Up to $most conflicts of the stories of `members`: the first of each story before the second of any, large stories first.
WITH found AS (
    SELECT
        story_id,
        len(articles) AS articles,
        unnest(conflicts) AS conflict,
        generate_subscripts(conflicts, 1) AS place
    FROM stories
    WHERE story_id IN (SELECT story_id FROM story_members SEMI JOIN members USING (article_id))
)
SELECT story_id, conflict AS example, place, articles
FROM found
ORDER BY place, articles DESC, story_id
LIMIT $most
