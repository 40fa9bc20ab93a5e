"""The readers room: files, folders, standard input, frames and single records -> article rows."""

from reliability.readers.feed_lists import Pointed as Pointed
from reliability.readers.feed_lists import pointed as pointed
from reliability.readers.frames import from_frame as from_frame
from reliability.readers.frames import one as one
from reliability.readers.frames import page as page
from reliability.readers.intake import Intake as Intake
from reliability.readers.raw import Broken as Broken
from reliability.readers.raw import Raw as Raw
from reliability.readers.reading import read as read
from reliability.readers.tables import Wanted as Wanted
from reliability.readers.tables import table as table
