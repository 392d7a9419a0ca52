"""The two texts: provisions, passages and the index over them."""
