/**
 * Leaves out what nobody reads. Ops emit all their outputs, some of which only other backends use, and the
 * runtime would compute them.
 */
import type { OnnxGraph, OnnxNode } from './proto.ts';

export function prune(graph: OnnxGraph): OnnxGraph {
  const names = new Set(graph.outputs.map(({ name }) => name));
  const nodes = needed(graph.nodes, names);
  return { ...graph, nodes, constants: graph.constants.filter(({ name }) => names.has(name)) };
}

/** @param names what is read from outside; grows by everything that the kept nodes read. */
function needed(nodes: readonly OnnxNode[], names: Set<string>): OnnxNode[] {
  const kept: OnnxNode[] = [];
  // A node comes after those it reads: going backwards, all readers of a value have been seen.
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((name) => names.has(name))) continue;
    const attributes = { ...node.attributes };
    for (const [key, attribute] of Object.entries(attributes)) {
      if (attribute.kind !== 'graph') continue;
      const inside = new Set(attribute.value.outputs.map(({ name }) => name));
      attributes[key] = {
        kind: 'graph',
        value: { ...attribute.value, nodes: needed(attribute.value.nodes, inside) },
      };
      inside.forEach((name) => names.add(name));
    }
    node.inputs.forEach((name) => names.add(name));
    kept.push({ ...node, attributes });
  }
  return kept.reverse();
}
