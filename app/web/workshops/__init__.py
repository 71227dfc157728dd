"""Workshops: the list, planning, joining by link, the groups' boards, the projector view, and where notes land."""
