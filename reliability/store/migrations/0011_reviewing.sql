-- Reviewing: what a decision saw and what it takes back, verdicts on claims, who has taken what, publishers' replies.
-- Nothing in these tables is ever changed or deleted.

ALTER TABLE decisions ADD COLUMN revision INTEGER;
ALTER TABLE decisions ADD COLUMN undoes VARCHAR;

CREATE TABLE claim_verdicts (
    decision_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    reason VARCHAR,
    content_text VARCHAR,
    reviewer VARCHAR NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE assignments (
    assignment_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    until TIMESTAMPTZ,
    reason VARCHAR
);

CREATE TABLE replies (
    reply_id VARCHAR NOT NULL,
    article_id VARCHAR,
    source VARCHAR,
    who VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    url VARCHAR,
    received_at TIMESTAMPTZ NOT NULL,
    recorded_by VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

-- Decisions that hold: nobody has taken them back. `outdated`: the words of the article have changed since. Decisions
-- from before this file do not say which revision they saw: it was the latest one then.
CREATE VIEW held_decisions AS
WITH kept AS (
    FROM decisions
    WHERE verdict <> 'undone'
        AND decision_id NOT IN (SELECT undoes FROM decisions WHERE undoes IS NOT NULL)
),
texts AS (
    SELECT
        kept.decision_id,
        arg_max(text_hash, article_rows.revision) AS text_hash,
        arg_max(text_hash, article_rows.revision) FILTER (
            article_rows.revision <= kept.revision
            OR (kept.revision IS NULL AND article_rows.ingested_at <= kept.decided_at)
        ) AS seen
    FROM kept
    JOIN article_rows USING (article_id)
    GROUP BY kept.decision_id
)
SELECT kept.*, coalesce(texts.seen <> texts.text_hash, false) AS outdated
FROM kept
LEFT JOIN texts USING (decision_id);

-- The last of these for each article. `disputed`: since it was last reopened, as many reviewers or more hold otherwise.
CREATE VIEW verdicts AS
WITH latest AS (
    SELECT
        article_id,
        arg_max(decision_id, (decided_at, decision_id)) AS decision_id,
        arg_max(verdict, (decided_at, decision_id)) AS verdict,
        arg_max(reviewer, (decided_at, decision_id)) AS reviewer,
        arg_max(outdated, (decided_at, decision_id)) AS outdated,
        max(decided_at) AS decided_at,
        coalesce(max(decided_at) FILTER (verdict = 'reopened'), TIMESTAMPTZ '-infinity') AS reopened_at
    FROM held_decisions
    GROUP BY article_id
),
opinions AS (
    SELECT
        held_decisions.article_id,
        held_decisions.reviewer,
        arg_max(held_decisions.verdict, held_decisions.decided_at) AS verdict
    FROM held_decisions
    JOIN latest USING (article_id)
    WHERE held_decisions.verdict IN ('approved', 'needs_sources', 'rejected')
        AND NOT held_decisions.outdated
        AND held_decisions.decided_at > latest.reopened_at
    GROUP BY held_decisions.article_id, held_decisions.reviewer
),
votes AS (
    SELECT
        latest.article_id,
        count(*) FILTER (opinions.verdict = latest.verdict) AS agreeing,
        count(*) FILTER (opinions.verdict <> latest.verdict) AS differing
    FROM latest
    JOIN opinions USING (article_id)
    GROUP BY latest.article_id
)
SELECT
    latest.article_id,
    latest.decision_id,
    latest.verdict,
    latest.reviewer,
    latest.decided_at,
    latest.outdated,
    coalesce(votes.agreeing > 0 AND votes.differing >= votes.agreeing, false) AS disputed
FROM latest
LEFT JOIN votes USING (article_id);
