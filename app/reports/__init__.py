"""Results in words, figures and files: report content, SVG, HTML, PDF, Excel, PowerPoint and Word."""
