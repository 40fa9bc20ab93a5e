-- Of all parts, each of whole stories.
SELECT sum(stories)::BIGINT AS stories
FROM parts
