-- Stories with their first article; a null parameter leaves its limit out.
-- $since: one of the articles appeared then or later, by the dates of those that have one. $source: part of the name or domain of one of the publishers.
WITH current AS (
    SELECT
        article_id,
        arg_max(title, revision) AS title,
        arg_max(publisher, revision) AS publisher,
        arg_max(domain, revision) AS domain,
        arg_max(published_at, revision) AS published_at,
        -- A date to come is no news.
        least(arg_max(published_at, revision), min(ingested_at)) AS appeared
    FROM article_rows
    WHERE article_id IN (SELECT article_id FROM story_members WHERE story_articles > 1)
    GROUP BY article_id
),
told AS (
    SELECT
        story_members.story_id,
        coalesce(
            max(current.appeared) FILTER (current.published_at IS NOT NULL), max(current.appeared)
        ) AS newest,
        count(*) FILTER (NOT story_members.is_original) AS copies,
        bool_or(
            contains(lower(current.publisher), lower($source)) OR contains(lower(current.domain), lower($source))
        ) AS by_source
    FROM story_members
    JOIN current USING (article_id)
    GROUP BY story_members.story_id
)
SELECT
    stories.story_id,
    current.title,
    coalesce(current.publisher, current.domain) AS publisher,
    current.published_at,
    told.newest,
    len(stories.articles) AS articles,
    told.copies,
    stories.independent_origins,
    coalesce(len(stories.conflicts), 0) AS conflicts,
    coalesce(len(stories.circular), 0) AS circular
FROM stories
JOIN told USING (story_id)
LEFT JOIN current ON current.article_id = stories.articles[1]
WHERE len(stories.articles) >= $least
    AND ($since IS NULL OR told.newest >= $since)
    AND ($source IS NULL OR told.by_source)
    AND (NOT $conflicts OR len(stories.conflicts) > 0)
    AND (NOT $circular OR len(stories.circular) > 0)
ORDER BY CASE WHEN $newest THEN told.newest END DESC NULLS LAST, len(stories.articles) DESC, stories.story_id
