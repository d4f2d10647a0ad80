from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from coercionscan.provenance.graph import Graph, graph_of, to_dot, to_graphml, to_json
from coercionscan.provenance.trace import trace
from coercionscan.records import Ledger
from tests.unit.provenance.made import interview, lexicon, transcript


def _graph(*lines: str) -> Graph:
    made, words = interview(*lines)
    return graph_of(trace(made, words, lexicon()), made)


def test_edges_say_who_did_what() -> None:
    graph = _graph("Q: Was there a ladder?", "A: No.", "Q: There was a ladder, right?", "A: Yeah.")
    relations = [(edge.source, edge.relation, edge.turn_index) for edge in graph.edges]
    assert ("role-interrogator", "introduced", 0) in relations
    assert ("role-suspect", "rejected", 1) in relations
    assert ("role-suspect", "reversed", 3) in relations


def test_every_edge_ends_at_a_node_in_every_format() -> None:
    graph = _graph("Q: Was there a ladder?", "A: Yes, by the shed.")
    ids = {node.id for node in graph.nodes}
    assert all({edge.source, edge.target} <= ids for edge in graph.edges)
    assert {node["id"] for node in json.loads(to_json(graph))["nodes"]} == ids
    body = ET.fromstring(to_graphml(graph))  # noqa: S314 (our own output)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert {node.get("id") for node in body.findall(".//g:node", space)} == ids
    assert all(f'"{name}"' in to_dot(graph) for name in ids)


def test_empty_ledger_gives_an_empty_graph() -> None:
    graph = graph_of(Ledger(), transcript())
    assert graph == Graph(nodes=(), edges=())
    assert to_dot(graph).startswith("digraph")
