"""AU Desktop: the record of a radiopharmaceutical-therapy Authorized User training center.

Floors, from the top: __main__, app and cli, bootstrap, the four adapters (ui, persistence, security, exchange), services,
settings and paths, domain. Imports run downwards only.
"""

__version__ = "0.1.0"
