"""The main job without a display, told step by step: what bootstrap does on a machine where no window can open.

What belongs here: the order of the steps, their words, the pictures. What may not come in: rules, SQL, Qt itself; every step
goes through the use cases that the window calls.
"""
