/** Which backend computes, and why: the one place that decides, for the page and for the terminal. */
import { UserError } from '../../support/errors.ts';
import type { BackendName } from '../types.ts';

/** What the user asked for; `auto` leaves it to the lab. */
export type BackendWish = 'auto' | BackendName;

/** What is known of the graphics card of the computer at hand. */
export type GraphicsCard =
  | { found: true; name: string; software: boolean }
  | { found: false; why: 'no-adapter' | 'no-webgpu' | 'insecure-page' }
  /** There may be one, but it cannot be used; `detail` says what went wrong. */
  | { found: false; why: 'unusable'; detail: string };

export interface BackendChoice {
  backend: BackendName;
  /** One or two sentences for the user. */
  reason: string;
}

/**
 * A graphics card computes where there is one; everything else is left to the processor, which is also faster
 * than a program that imitates a graphics card.
 * @throws UserError where a graphics card was asked for by name and there is none to be had.
 */
export function chooseBackend(card: GraphicsCard, wish: BackendWish): BackendChoice {
  switch (wish) {
    case 'auto':
      if (card.found && !card.software) return { backend: 'webgpu', reason: 'A graphics card was found.' };
      return { backend: 'onnx', reason: whyNot(card) };
    case 'webgpu':
      if (!card.found) {
        throw new UserError(
          whyNot(card),
          'Choose the processor (onnx) instead, or leave the choice to the lab (auto).',
        );
      }
      return { backend: 'webgpu', reason: `You chose the graphics card.${card.software ? slow(card) : ''}` };
    case 'onnx':
      return { backend: 'onnx', reason: 'You chose the processor.' };
    case 'reference':
      return { backend: 'reference', reason: 'You chose the reference, which is exact and very slow.' };
  }
}

function whyNot(card: GraphicsCard): string {
  if (card.found) return `The processor is the best choice here.${slow(card)}`;
  switch (card.why) {
    case 'no-adapter':
      return 'There is no graphics card that WebGPU can use.';
    case 'no-webgpu':
      return 'This browser has no WebGPU, without which a page cannot compute on the graphics card.';
    case 'insecure-page':
      return 'This page came over plain http, where browsers offer no WebGPU; over https, or from localhost, it could use the graphics card.';
    case 'unusable':
      return `The graphics card could not be used: ${card.detail.replace(/\.$/, '')}.`;
  }
}

const slow = ({ name }: { name: string }): string =>
  ` The only graphics adapter (${name}) is a program that imitates one, and slower than the processor itself.`;
