"""What is inside of this file? `documents.containers.boxes` opens archives, `opened` files."""
