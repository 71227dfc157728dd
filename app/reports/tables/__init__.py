"""Export tables made once, and the files they become: CSV, Excel, JSON, Kolada."""
