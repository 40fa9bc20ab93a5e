-- Whether stories of several articles were made before links were kept.
SELECT EXISTS (SELECT 1 FROM story_members WHERE story_articles > 1) AND NOT EXISTS (SELECT 1 FROM story_links) AS never
