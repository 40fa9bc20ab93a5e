"""Features to scores, contributions and source scores; training, calibration and measurement."""

from reliability.scoring.drift import Drift as Drift
from reliability.scoring.drift import compare as compare
from reliability.scoring.evaluation import evaluate as evaluate
from reliability.scoring.evidence import gather as gather
from reliability.scoring.given import graded as graded
from reliability.scoring.given import information_evidence as information_evidence
from reliability.scoring.given import source_evidence as source_evidence
from reliability.scoring.prediction import score as score
from reliability.scoring.sources import score_sources as score_sources
from reliability.scoring.storage import Model as Model
from reliability.scoring.storage import load as load
from reliability.scoring.together import combined as combined
from reliability.scoring.training import train as train
