"""What can go wrong with a model, each with the way out in its message."""


class ModelError(Exception):
    """A model could not be read, made or used."""


class DamagedModel(ModelError):
    """A model's files are missing, changed or of another kind than expected."""


class OtherBase(DamagedModel):
    """A site's model was made for another base model than the one in service."""


class NotEnoughExamples(ModelError):
    """There is too little labelled text to learn from."""


class BadData(ModelError):
    """A file of labelled comments cannot be read; the message names file and line."""


class NotKept(ModelError):
    """A model cannot be written: the disk is full, or the folder is not ours."""


class AlreadyLearning(ModelError):
    """Another process learns the site's model, and one at a time is enough."""
