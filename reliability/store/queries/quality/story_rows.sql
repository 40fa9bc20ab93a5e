-- The $most stories of `members` that have most articles; `first` is the first article of a story.
WITH here AS (
    SELECT story_id, count(*) AS here
    FROM story_members
    SEMI JOIN members USING (article_id)
    GROUP BY story_id
)
SELECT
    stories.story_id,
    stories.articles[1] AS first,
    len(stories.articles) AS articles,
    here.here,
    (
        SELECT count(*)
        FROM story_members
        WHERE story_members.story_id = stories.story_id AND NOT story_members.is_original
    ) AS copies,
    stories.independent_origins,
    coalesce(len(stories.conflicts), 0) AS conflicts,
    coalesce(len(stories.circular), 0) AS circular
FROM stories
JOIN here USING (story_id)
ORDER BY len(stories.articles) DESC, here.here DESC, stories.story_id
LIMIT $most
