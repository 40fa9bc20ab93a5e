-- What these sources say of themselves; `confirmed` where the other side of a relation says so too.
SELECT
    declarations.source,
    declarations.kind,
    declarations.value,
    declarations.found_in,
    declarations.url,
    declarations.seen_at,
    EXISTS (
        FROM declarations AS theirs
        WHERE
            theirs.source = declarations.other
            AND theirs.other = declarations.source
            AND theirs.kind = CASE declarations.kind
                WHEN 'member' THEN 'belongto'
                WHEN 'belongto' THEN 'member'
                WHEN 'control' THEN 'controlledby'
                WHEN 'controlledby' THEN 'control'
            END
    ) AS confirmed
FROM declarations
WHERE $name IS NULL OR declarations.source = lower($name)
ORDER BY declarations.source, declarations.rowid
