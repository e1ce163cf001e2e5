"""What stands on a page, read through pdfium and cleaned: characters, drawings, lines; sheets -> pages."""
