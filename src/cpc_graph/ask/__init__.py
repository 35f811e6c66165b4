"""Ready-made questions: parameters as people write them in, an answer with verdict, rows and proof out."""

from cpc_graph.ask.answer import Answer
from cpc_graph.ask.engine import ask
from cpc_graph.ask.header import Example, Parameter, Question
from cpc_graph.ask.library import Found, find, load_questions
from cpc_graph.ask.source import Source

__all__ = ["Answer", "Example", "Found", "Parameter", "Question", "Source", "ask", "find", "load_questions"]
