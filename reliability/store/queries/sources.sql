-- The output of `reliability sources`: publishers first, those with most articles first; of one role or one name where given.
WITH evidence AS (
    SELECT
        source,
        role,
        list(
            {part: part, origin: origin, n: n, "value": "value", score: score, low: low, high: high, weight: weight, points: points}
            ORDER BY list_position(['start', 'articles', 'rating', 'decisions'], part), origin
        ) AS parts
    FROM source_evidence
    WHERE $name IS NULL OR lower(source) = lower($name)
    GROUP BY source, role
)
SELECT
    sources.* EXCLUDE (run_id, model),
    coalesce(source_checks.checked, 0) AS values_checked,
    coalesce(source_checks.agreed, 0) AS values_agreed,
    coalesce(evidence.parts, []) AS parts
FROM sources
LEFT JOIN evidence USING (source, role)
LEFT JOIN source_checks ON source_checks.source = sources.source AND sources.role = 'publisher'
WHERE ($role IS NULL OR role = $role) AND ($name IS NULL OR lower(source) = lower($name))
ORDER BY role DESC, articles DESC, source
