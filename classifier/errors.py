"""What can go wrong with a model, each with the way out in its message."""


class ModelError(Exception):
    """A model could not be read, made or used."""


class DamagedModel(ModelError):
    """A model's files are missing, changed or of another kind than expected."""


class NotEnoughExamples(ModelError):
    """There is too little labelled text to learn from."""
