"""Tables that lines or colours show: rulings of every kind -> grids and cells."""
