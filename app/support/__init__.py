"""Support for a kommun: the catalogue of what can be offered, what to suggest first, needs, offers and their places.

Pure: plain values in and out. A catalogue is an edition (`app/editions`), and says which questionnaire it answers to.
"""
