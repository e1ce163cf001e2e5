"""One sentence read: its numbers, and the measure, subject and period that the words before each give it."""
