"""The audit of the model-making procedure: shortcuts it could take, groups it could wrong, looks that could fool it."""

from reliability.scoring.audit.attack import AS_IT_WAS as AS_IT_WAS
from reliability.scoring.audit.attack import targets as targets
from reliability.scoring.audit.keys import KEYS as KEYS
from reliability.scoring.audit.keys import unknown as unknown
from reliability.scoring.audit.material import Material as Material
from reliability.scoring.audit.material import prepare as prepare
from reliability.scoring.audit.measuring import measured as measured
from reliability.scoring.audit.plan import FULL as FULL
from reliability.scoring.audit.plan import QUICK as QUICK
from reliability.scoring.audit.plan import Plan as Plan
from reliability.scoring.audit.rewriting import rewritten as rewritten
from reliability.scoring.audit.verdicts import summary as summary
