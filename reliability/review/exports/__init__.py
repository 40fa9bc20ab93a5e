"""The review.exports room."""
