-- Items that were never done, or whose mark has changed since.
SELECT items.* EXCLUDE (n)
FROM items
ANTI JOIN watched
    ON watched.place = items.place AND watched.item = items.item AND watched.mark IS NOT DISTINCT FROM items.mark
ORDER BY n
