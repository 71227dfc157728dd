"""Student's t-distribution, by SciPy. SciPy is loaded when it is first asked for a figure: to load it takes a tenth of
the start of a process, and most processes that start score nothing."""


def share_below(degrees_of_freedom: float, t: float) -> float:
    """The share of the distribution that lies below `t`."""
    from scipy.special import stdtr  # noqa: PLC0415  see above

    return float(stdtr(degrees_of_freedom, t))


def limit_of(degrees_of_freedom: float, share: float) -> float:
    """Below which that share of the distribution lies."""
    from scipy.special import stdtrit  # noqa: PLC0415  see above

    return float(stdtrit(degrees_of_freedom, share))
