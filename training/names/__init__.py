"""How the names model is made: data, augmentation, training, export, figures.

``python -m training.names --help`` lists the commands. Needs ``pip install -e '.[train]'``.
"""
