"""The preview: site and API on one port while somebody writes, each page with what is to be done about it."""
