"""The kinds of mail, the product's wording of each, and a region's own."""
