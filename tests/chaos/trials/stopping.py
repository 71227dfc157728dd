"""SIGTERM, again and again, while people save and follow a meeting, mails go and reports are drawn."""

import random
import time

from tests.chaos import world
from tests.chaos.run import LEAST, LONGEST_SECONDS
from tests.chaos.stage import stage
from tests.chaos.trials.place import Outcome, Place

STOPS = 20
LIMIT_SECONDS = 8.0


def stops_under_load(place: Place) -> Outcome:
    chance, seconds, complaints = random.Random(0), [], []
    with stage(place.url, place.folder) as scene:
        with scene.playing():
            for _ in range(STOPS):
                scene.order_reports()
                scene.service.start()
                scene.wait_for_acknowledged(LEAST)
                time.sleep(chance.uniform(0, LONGEST_SECONDS))
                seconds.append(scene.service.terminate())
                if scene.service.exit_status != 0:
                    complaints.append(f"a stop ended with status {scene.service.exit_status}")
        if scene.follower.events < STOPS:
            complaints.append(f"the meeting was followed {scene.follower.events} times only")
        world.let_leases_run_out(scene.database)
        scene.settle()
        told = (
            f"{STOPS} stops under {scene.acknowledged.count} changes and a meeting followed {scene.follower.events} times, "
            f"the longest {max(seconds):.1f} s; {scene.letters_twice} letters came twice"
        )
        slow = [f"a stop took {each:.1f} s" for each in seconds if each > LIMIT_SECONDS]
        return Outcome(told, (*complaints, *slow, *scene.complaints(most_twice=0)))
