"""Archives of comments from elsewhere: a reader for each format, record by record.

No reader keeps more than a record and the names of articles, however long the file.
"""
