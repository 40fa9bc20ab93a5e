-- One row of totals over the stories that `members` share with other articles.
WITH placed AS (
    SELECT story_id, independent_origins
    FROM story_members
    SEMI JOIN members USING (article_id)
),
shared AS (
    SELECT *
    FROM stories
    WHERE story_id IN (SELECT story_id FROM placed)
)
SELECT
    (SELECT count(*) FROM shared) AS total,
    count(*) FILTER (story_id IN (SELECT story_id FROM shared)) AS articles,
    count(*) FILTER (story_id IN (SELECT story_id FROM shared WHERE independent_origins >= 2)) AS several_origins,
    count(*) FILTER (independent_origins >= 2) AS corroborated,
    (SELECT count(*) FROM members) AS members,
    (SELECT coalesce(sum(len(conflicts)), 0)::BIGINT FROM shared) AS conflicts,
    (SELECT count(*) FROM shared WHERE len(conflicts) > 0) AS with_conflicts,
    (SELECT coalesce(sum(len(circular)), 0)::BIGINT FROM shared) AS circular,
    (SELECT count(*) FROM shared WHERE len(circular) > 0) AS with_circular
FROM placed
