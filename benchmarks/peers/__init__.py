"""Other engines that set the same document, for comparison."""
