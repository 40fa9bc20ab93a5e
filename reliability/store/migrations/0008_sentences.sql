-- The sentence of each toll, day and amount, to show it beside those of other articles.

ALTER TABLE signatures ADD COLUMN marks.element.sentence VARCHAR;
