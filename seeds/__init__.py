"""The releases that every record starts with, the reviewed tables of words, and what is watched."""
