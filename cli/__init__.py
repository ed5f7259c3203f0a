"""`hrl`: the one command of this project. Each subcommand is a module here, with `add_arguments` and `run`."""
