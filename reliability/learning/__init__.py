"""From labels to a new model: `read_labels` or `from_decisions`, then `sample`, then `inputs`, then `train`."""

from reliability.learning.decisions import from_decisions as from_decisions
from reliability.learning.decisions import stored as stored
from reliability.learning.inputs import inputs as inputs
from reliability.learning.labels import Labels as Labels
from reliability.learning.labels import read_labels as read_labels
from reliability.learning.sampling import CAP as CAP
from reliability.learning.sampling import sample as sample
from reliability.learning.training import train as train
