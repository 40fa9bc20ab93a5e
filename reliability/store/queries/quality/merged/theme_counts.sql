-- Of all parts.
SELECT
    theme,
    sum(critical)::BIGINT AS critical,
    sum(warning)::BIGINT AS warning,
    sum(info)::BIGINT AS info,
    sum(flagged)::BIGINT AS flagged
FROM parts
GROUP BY theme
