/** Building graphs: what is refused, and what is differentiated. */
import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/engine/autodiff.ts';
import { evaluateReference } from '../../src/engine/backends/reference/backend.ts';
import { programInputs } from '../../src/engine/backends/backend.ts';
import { referenceBackend } from '../../src/engine/backends/reference/backend.ts';
import { topologicalOrder } from '../../src/engine/graph.ts';
import { constant, input, scalar } from '../../src/engine/leaves.ts';
import { add, multiply, scale } from '../../src/engine/ops/elementwise.ts';
import { linear } from '../../src/engine/ops/linear.ts';
import { sum } from '../../src/engine/ops/sum.ts';

describe('shapes', () => {
  it('that do not fit are refused with the op, what was expected and what came', () => {
    const x = input('x', [2, 3]);
    expect(() => add({ a: x, b: input('y', [3, 2]) })).toThrow('add: b must have shape [2, 3], not [3, 2]');
    expect(() => linear({ x, weight: input('w', [4, 5]) }, { loraScale: 1 })).toThrow(
      'linear: x must have shape [2, 5], not [2, 3]',
    );
    expect(() => constant(new Float32Array(5), [2, 3])).toThrow('5 values do not fill the shape [2, 3]');
  });
});

describe('gradients', () => {
  it('add up where a tensor is used twice', () => {
    const x = input('x', [2]);
    const [dx] = gradients(sum({ x: add({ a: multiply({ a: x, b: x }), b: x }) }), [x]);
    expect([...evaluateReference([dx!], { x: Float64Array.of(3, -1) })[0]!]).toEqual([7, -1]);
  });

  it('can be taken with respect to a tensor that is computed itself', () => {
    const x = input('x', [1]);
    const middle = scale({ x }, { factor: 2 });
    const [dMiddle] = gradients(sum({ x: multiply({ a: middle, b: middle }) }), [middle]);
    expect(evaluateReference([dMiddle!], { x: Float64Array.of(5) })[0]![0]).toBe(20);
  });

  it('cost nothing for what is frozen', () => {
    const x = input('x', [4, 3]);
    const frozen = constant(new Float32Array(6), [2, 3]);
    const a = input('a', [1, 3]);
    const b = input('b', [2, 1]);
    const y = linear({ x, weight: frozen, a, b }, { loraScale: 1 });
    const names = topologicalOrder(gradients(sum({ x: y }), [a, b])).map(({ op }) => op.name);
    expect(names).toContain('loraAGrad');
    expect(names).not.toContain('linearWeightGrad');
    expect(names).not.toContain('linearInputGrad');
  });

  it('are refused for a loss that is no scalar, and for a target the loss does not depend on', () => {
    const x = input('x', [2]);
    expect(() => gradients(x, [x])).toThrow('the loss must be a scalar, not of shape [2]');
    expect(() => gradients(sum({ x }), [input('z', [2])])).toThrow('does not influence the loss');
  });
});

describe('programs', () => {
  it('refuse two inputs of one name, unknown states, and feeds that are missing or of the wrong size', async () => {
    const twice = add({ a: input('x', [2]), b: input('x', [2]) });
    expect(() => programInputs({ outputs: { twice } })).toThrow('two different inputs are named "x"');
    const y = scale({ x: input('x', [2]) }, { factor: 2 });
    expect(() => programInputs({ outputs: { y }, state: { z: scalar(1) } })).toThrow('"z" is not an input');
    const executable = await referenceBackend.compile({ outputs: { y } });
    expect(() => executable.run({})).toThrow('the input "x" was not fed');
    expect(() => executable.run({ x: new Float32Array(3) })).toThrow('must have 2 values, not 3');
    expect(() => executable.run({ x: new Int32Array(2) })).toThrow('must be fed a Float32Array');
  });
});
