"""From public downloads, or from a folder of one's own, to an index of labelled images.

Names, colours, folder layouts, splits and expected counts are data (``datasets/*.yaml``); the code
knows how to find pairs of files, how to read a few kinds of labels, and how to cut.
"""
