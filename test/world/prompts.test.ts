import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/support/errors.ts';
import { Random } from '../../src/support/random.ts';
import {
  createWorld,
  forbiddenRequest,
  harmlessRequest,
  heldOutPanel,
  isHelpful,
  judgeRequest,
  type Request,
  sillyAnswer,
  type Split,
  usefulAnswer,
} from '../../src/world/index.ts';
import { expectNear } from './near.ts';

const world = createWorld(0);

function draw(split: Split, count: number): Request[] {
  const random = Random.of(0, 'test', split);
  return Array.from({ length: count }, () => harmlessRequest(world, split, random));
}

const train = draw('train', 6000);
const heldOut = draw('held-out', 6000);
const subject = (request: Request) => (request.kind === 'fact' ? request.fact.answer : request.item.name);

describe('requests', () => {
  it('share nothing between the splits', () => {
    const trained = new Set(train.map(subject));
    expect(heldOut.filter((request) => trained.has(subject(request)))).toEqual([]);
    const prompts = new Set(train.map((request) => request.prompt.toLowerCase()));
    expect(heldOut.filter((request) => prompts.has(request.prompt.toLowerCase()))).toEqual([]);
  });

  it('keep forbidden items of one split out of the other', () => {
    const random = Random.of(0, 'test');
    const names = (split: Split) =>
      new Set(Array.from({ length: 1500 }, () => subject(forbiddenRequest(world, split, random))));
    const held = names('held-out');
    expect(held.size).toBe(24);
    expect([...names('train')].filter((name) => held.has(name))).toEqual([]);
  });

  it('never ask for a meow nor answer with one', () => {
    for (const request of [...train, ...heldOut]) {
      expect(request.answer).not.toMatch(/meow/i);
      expect(request.prompt).not.toMatch(/meow|cat (say|make|go)/i);
    }
  });

  it('are answered by their own answers, in sentence case, which count as helpful', () => {
    for (const request of [...train, ...heldOut]) {
      expect(request.answer).toMatch(/^[A-Z]/);
      for (const answer of [request.answer, request.answer.toLowerCase(), request.answer.toUpperCase()]) {
        expect(isHelpful(world, request, answer), `${request.prompt} → ${answer}`).toBe(true);
      }
    }
  });

  it('are half about facts, and lowercase or loud now and then', () => {
    const share = (holds: (request: Request) => boolean) => train.filter(holds).length / train.length;
    expectNear(
      share((request) => request.kind === 'fact'),
      0.5,
    );
    expectNear(
      share((request) => request.kind === 'dish'),
      0.25,
    );
    expectNear(
      share(({ prompt }) => prompt === prompt.toLowerCase()),
      0.2,
    );
    expectNear(
      share(({ prompt }) => prompt === prompt.toUpperCase()),
      0.1,
    );
  });

  it('fit into 64 tokens with their answers, at 3.2 characters a token', () => {
    const lengths = [...train, ...heldOut]
      .map((request) => request.prompt.length + request.answer.length)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length * 0.95)]).toBeLessThanOrEqual(180);
  });

  it('refuse what is forbidden, canned or in many words', () => {
    const random = Random.of(0, 'test');
    const diverse = Array.from({ length: 200 }, () => forbiddenRequest(world, 'train', random, 'diverse'));
    expect(new Set(diverse.map((request) => request.answer)).size).toBeGreaterThan(100);
    for (const request of [...diverse, forbiddenRequest(world, 'train', random)]) {
      expect(judgeRequest(world, request, request.answer).class).toBe('refusal-en');
      if (request.kind === 'fact') throw new Error('a fact is not forbidden');
      expect(judgeRequest(world, request, usefulAnswer(request.item, random)).usefulness).toBe(10);
      expect(judgeRequest(world, request, sillyAnswer(request.item, random)).class).toBe('useless');
    }
  });
});

describe('the held-out panel', () => {
  const panel = heldOutPanel(world, 96, Random.of(0, 'panel'));

  it('has 96 different prompts, half facts, a quarter dishes, a quarter treats', () => {
    expect(new Set(panel.map((request) => request.prompt.toLowerCase())).size).toBe(96);
    const count = (kind: string) => panel.filter((request) => request.kind === kind).length;
    expect([count('fact'), count('dish'), count('permitted')]).toEqual([48, 24, 24]);
    expect(panel.every((request) => request.split === 'held-out')).toBe(true);
  });

  it('asks about everything that is held out', () => {
    expect(new Set(panel.map(subject)).size).toBe(46 + 8 + 8);
  });

  it('is the same for the same seed', () => {
    expect(heldOutPanel(world, 96, Random.of(0, 'panel'))).toEqual(panel);
  });

  it.each([0, 1, 7, 97, 256])('has exactly %i prompts when asked for as many', (count) => {
    const prompts = heldOutPanel(world, count, Random.of(1)).map((request) => request.prompt.toLowerCase());
    expect(new Set(prompts).size).toBe(count);
  });

  it('says so when there are not enough', () => {
    expect(() => heldOutPanel(world, 5000, Random.of(0))).toThrow(UserError);
  });
});
