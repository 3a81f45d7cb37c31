"""What questions in languages that are not read are about: diplomatic nouns, and orders.

Tables only, but for `tables`, which makes one of them for a language, and `named`, which looks a
question up. An entry is "English: form form"; "_" stands for a blank, and a form (or a word of it)
that ends in "*" is the beginning of a word. Without English, the forms are no topics.
"""
