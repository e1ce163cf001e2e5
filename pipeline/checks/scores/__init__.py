"""What score tables and sentences say of scores, held against rules, weights and each other."""
