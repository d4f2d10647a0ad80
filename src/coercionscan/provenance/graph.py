"""The contamination graph: who introduced which detail, and who adopted, corrected or rejected it.

Nodes are details and the roles that spoke; edges run from a role to a detail. It is written as GraphML, DOT or JSON,
so that any graph program can lay it out.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from xml.etree import ElementTree as ET

from coercionscan.records import Fact, Ledger, Transcript, Uptake

INTRODUCED = "introduced"
REVERSED = "reversed"
HINTED = "hinted at"
_EDGE_OF = {
    Uptake.ASSENT: "adopted",
    Uptake.REPETITION: "adopted",
    Uptake.ELABORATION: "adopted",
    Uptake.CORRECTION: "corrected",
    Uptake.DENIAL: "rejected",
}
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = (("label", "string"), ("kind", "string"), ("weight", "double"))
_EDGE_KEYS = (("relation", "string"), ("how", "string"), ("turn_index", "int"), ("line", "int"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A detail (``kind`` is its kind, ``weight`` 0..1) or a role (``kind`` is ``role``, ``weight`` 0)."""

    id: str
    label: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What a role did with a detail, how (form or uptake), in which turn and source line."""

    source: str
    target: str
    relation: str
    how: str
    turn_index: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes and edges in the order of the facts."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(ledger: Ledger, transcript: Transcript) -> Graph:
    """Build the graph of a ledger.

    Args:
        ledger: The facts.
        transcript: The transcript that they were traced in.

    Returns:
        The graph; empty for an empty ledger.
    """
    edges = tuple(edge for fact in ledger.facts for edge in _edges(fact, transcript))
    roles = dict.fromkeys(edge.source for edge in edges)
    nodes = [Node(id=role, label=role.removeprefix("role-"), kind="role", weight=0.0) for role in roles]
    nodes += [Node(id=fact.id, label=fact.label, kind=fact.kind, weight=fact.weight) for fact in ledger.facts]
    return Graph(nodes=tuple(nodes), edges=edges)


def to_json(graph: Graph) -> str:
    """The graph as one JSON object with ``nodes`` and ``edges``."""
    return json.dumps(asdict(graph), indent=1, ensure_ascii=False) + "\n"


def to_dot(graph: Graph) -> str:
    """The graph in the DOT language of Graphviz."""
    lines = ["digraph provenance {", "  rankdir=LR;"]
    for node in graph.nodes:
        shape = "box" if node.kind == "role" else "ellipse"
        lines.append(f"  {_quoted(node.id)} [label={_quoted(node.label)}, shape={shape}];")
    for edge in graph.edges:
        label = _quoted(f"{edge.relation} ({edge.how}), line {edge.line}")
        lines.append(f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [label={label}];")
    return "\n".join([*lines, "}"]) + "\n"


def to_graphml(graph: Graph) -> str:
    """The graph as GraphML. Characters that XML forbids are left out."""
    root = ET.Element("graphml", xmlns=_GRAPHML)
    for place, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys:
            ET.SubElement(root, "key", {"id": f"{place}-{name}", "for": place, "attr.name": name, "attr.type": kind})
    body = ET.SubElement(root, "graph", id="provenance", edgedefault="directed")
    for node in graph.nodes:
        _data(ET.SubElement(body, "node", id=node.id), "node", _NODE_KEYS, asdict(node))
    for edge in graph.edges:
        element = ET.SubElement(body, "edge", source=edge.source, target=edge.target)
        _data(element, "edge", _EDGE_KEYS, asdict(edge))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _edges(fact: Fact, transcript: Transcript) -> list[Edge]:
    edges = [_edge(fact, at, HINTED, "hint", transcript) for at in fact.narrowed_by]
    edges.append(_edge(fact, fact.first_turn_index, INTRODUCED, fact.form.value, transcript))
    if fact.uptake_turn_index is not None and fact.uptake in _EDGE_OF:
        relation = _EDGE_OF[fact.uptake]
        edges.append(_edge(fact, fact.uptake_turn_index, relation, fact.uptake.value, transcript))
    if fact.reversed_at_turn_index is not None:
        edges.append(_edge(fact, fact.reversed_at_turn_index, REVERSED, REVERSED, transcript))
    return edges


def _edge(fact: Fact, turn_index: int, relation: str, how: str, transcript: Transcript) -> Edge:
    turn = transcript.turns[turn_index]
    source = f"role-{turn.role.value}"
    return Edge(source=source, target=fact.id, relation=relation, how=how, turn_index=turn_index, line=turn.first_line)


def _data(element: ET.Element, place: str, keys: tuple[tuple[str, str], ...], values: dict[str, object]) -> None:
    for name, _ in keys:
        child = ET.SubElement(element, "data", key=f"{place}-{name}")
        child.text = "".join(letter for letter in str(values[name]) if letter.isprintable())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
