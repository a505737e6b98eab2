"""AerOSeg in Processing: toolbox, batch, model designer, scripts and qgis_process."""
