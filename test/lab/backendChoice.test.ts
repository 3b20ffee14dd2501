/** Which backend computes for every wish and every computer, and what the user is told. */
import { describe, expect, it } from 'vitest';
import { chooseBackend, type BackendWish, type GraphicsCard } from '../../src/lab/backends/choice.ts';
import { UserError } from '../../src/support/errors.ts';

const real: GraphicsCard = { found: true, name: 'nvidia ada', software: false };
const software: GraphicsCard = { found: true, name: 'swiftshader', software: true };
const none: GraphicsCard = { found: false, why: 'no-adapter' };
const noWebGpu: GraphicsCard = { found: false, why: 'no-webgpu' };
const insecure: GraphicsCard = { found: false, why: 'insecure-page' };
const broken: GraphicsCard = { found: false, why: 'unusable', detail: 'its driver computes 1 · 1 = 0.' };

describe('chooseBackend', () => {
  it.each<[GraphicsCard, BackendWish, string, RegExp]>([
    [real, 'auto', 'webgpu', /card was found/],
    [software, 'auto', 'onnx', /swiftshader.*imitates.*slower/],
    [none, 'auto', 'onnx', /no graphics card/],
    [noWebGpu, 'auto', 'onnx', /This browser has no WebGPU/],
    [insecure, 'auto', 'onnx', /plain http.*https/],
    [broken, 'auto', 'onnx', /could not be used: its driver computes 1 · 1 = 0\.$/],
    [real, 'webgpu', 'webgpu', /^You chose the graphics card\.$/],
    [software, 'webgpu', 'webgpu', /You chose.*swiftshader.*slower/],
    [real, 'onnx', 'onnx', /You chose the processor/],
    [none, 'onnx', 'onnx', /You chose the processor/],
    [real, 'reference', 'reference', /You chose the reference/],
  ])('%o, %s: %s', (card, wish, backend, reason) => {
    const choice = chooseBackend(card, wish);
    expect(choice.backend).toBe(backend);
    expect(choice.reason).toMatch(reason);
  });

  it.each([none, noWebGpu, insecure, broken])('%o cannot be had by name', (card) => {
    const attempt = () => chooseBackend(card, 'webgpu');
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(chooseBackend(card, 'auto').reason);
    try {
      attempt();
    } catch (error) {
      expect((error as UserError).remedy).toMatch(/processor.*auto/);
    }
  });
});
