"""The project bank: catching and preparing ideas, points, decisions, projects, calls for funding."""
