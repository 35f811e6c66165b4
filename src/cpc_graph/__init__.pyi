from cpc_graph.ask.engine import ask as ask
from cpc_graph.ask.header import Question as Question
from cpc_graph.graph import Graph as Graph
from cpc_graph.link.incoming import ingest as ingest
from cpc_graph.store.reader import Store as Store
from cpc_graph.validate import validate as validate

__version__: str
