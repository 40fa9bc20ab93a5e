"""The pages for people: one file per page, each with a `router`; found by being there."""
