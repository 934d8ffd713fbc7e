"""What is written into the content for its editors: new documents, 索引号, mends, and the schemas of front matter."""
