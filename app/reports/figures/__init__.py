"""Charts as values with a text alternative, made once; drawn as SVG and for Plotly."""
