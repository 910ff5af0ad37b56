"""The templates tab: the library of checklists, their versions, and the editor with its live preview."""
