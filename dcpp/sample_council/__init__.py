"""A made-up council, so that every page and chart has something to show.

Nobody in it exists: names are put together from invented parts, and every address ends in `.example`. The same seed
makes the same council. It is made through the same services that people's own deeds pass through.
"""
