"""`python -m tests.contracts.full_editions`: the full edition of every view, as a process that
starts with this environment has them.
"""

import json

from deploy.editions import views

if __name__ == "__main__":
    print(json.dumps({f"{service}.{view.name}": view.full_edition for service, view in views()}))
