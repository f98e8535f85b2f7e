"""What is a word of Arabic text, and which words count as the same?"""
