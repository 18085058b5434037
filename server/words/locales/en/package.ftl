### Words inside the package (README.txt, index.html).
