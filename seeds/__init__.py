"""The releases that every record starts with, the reviewed word lists, and the watched sites."""
