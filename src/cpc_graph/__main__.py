"""`python -m cpc_graph` is `cpc-graph`."""

from cpc_graph.cli.main import run

if __name__ == "__main__":
    run()
