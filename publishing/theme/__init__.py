"""What the help centre adds to the theme: templates, styles, scripts, and the pages that are made of them."""
