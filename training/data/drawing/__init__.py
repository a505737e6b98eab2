"""Parts of the drawn scene generator: plan, surfaces, objects and light.

Used through :mod:`training.data.drawn`. Pure numpy and Pillow; every random number comes from a
generator that the caller seeds.
"""
