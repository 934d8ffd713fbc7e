"""The archive of released bulletins: storage root, bags, signatures, log and their verification."""
