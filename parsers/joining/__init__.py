"""Parts of tables on following pages -> logical tables."""
