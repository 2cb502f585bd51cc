"""Addresses of the site that lead nowhere, told by the readers who met them."""
