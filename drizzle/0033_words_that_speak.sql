-- Lines of a cycle are shown only of raters whose answers count: the night asks their ratings.
GRANT SELECT (rater_id) ON own_words TO plumbline_publisher;
