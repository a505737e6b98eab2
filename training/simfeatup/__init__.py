"""Training of SimFeatUp: an upsampler for SegEarth-OV, from images without labels (spec part C)."""
