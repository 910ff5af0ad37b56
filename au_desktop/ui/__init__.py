"""The window: pages on a frame, made of shared parts.

Belongs here: everything that loads Qt, one folder a feature, the frame in main_window, the shared parts in kit.
May not come in: SQL, keys, workbooks, and any rule that decides; a widget calls one use case and hears one Changes.
Pages do not know one another; the frame places them.
"""
