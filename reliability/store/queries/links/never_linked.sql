-- Whether the stories were made before links were kept.
SELECT EXISTS (SELECT 1 FROM story_members) AND NOT EXISTS (SELECT 1 FROM story_links) AS never
