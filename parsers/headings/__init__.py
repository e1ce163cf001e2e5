"""What names tables and their columns: captions, units, titles, header rows."""
