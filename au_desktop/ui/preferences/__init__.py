"""The settings of this computer; facts about a center belong to the center page."""
