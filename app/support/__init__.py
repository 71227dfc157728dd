"""Support for a kommun: the catalogue of what can be offered, finding in it, and which few things to suggest first.

Pure: plain values in and out. A catalogue is an edition (`app/editions`), and says which questionnaire it answers to.
"""
