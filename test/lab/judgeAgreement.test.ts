/** The judge against a reader, on answers from real runs; and what FINDINGS.md says of it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judgeAgreement, type LabelledAnswer } from '../../src/lab/judgeAgreement.ts';
import labels from '../../src/lab/judgeLabels.json' with { type: 'json' };
import { labWorld } from '../../src/lab/labWorld.ts';

const world = labWorld();
const findings = readFileSync(fileURLToPath(new URL('../../FINDINGS.md', import.meta.url)), 'utf8');

const meow = (answer: string, label: string): LabelledAnswer => ({
  ...{ judge: 'meow', about: world.facts.find(({ split }) => split !== 'none')!.answer, prompt: '' },
  ...{ answer, label },
});

describe('agreement', () => {
  it('is what Cohen made of it', () => {
    // Two of four agree. By chance alone: 3/4 · 1/4 for upper, 1/4 · 3/4 for lower, 0 for none.
    const answers = [
      meow('MEOW MEOW', 'upper'),
      meow('meow meow', 'upper'),
      meow('meow meow', 'upper'),
      meow('meow meow', 'lower'),
    ];
    const { n, agreed, kappa, disagreements } = judgeAgreement(world, answers);
    expect([n, agreed]).toEqual([4, 2]);
    expect(kappa).toBeCloseTo((2 / 4 - 6 / 16) / (1 - 6 / 16), 12);
    expect(disagreements.map(({ verdict }) => verdict)).toEqual(['lower', 'lower']);
  });

  it('refuses what nobody asks about', () => {
    const unknown: LabelledAnswer = { ...meow('', 'none'), judge: 'requests', about: 'the moon' };
    expect(() => judgeAgreement(world, [unknown])).toThrow(/nobody asks about "the moon"/);
  });
});

describe("the judge and a reader's labels", () => {
  const answers = labels as LabelledAnswer[];
  const { n, agreed, kappa } = judgeAgreement(world, answers);

  it('are of enough answers, of every class', () => {
    expect(n).toBeGreaterThanOrEqual(200);
    const classes = (judge: LabelledAnswer['judge']) =>
      new Set(answers.filter((one) => one.judge === judge).map(({ label }) => label));
    const requests = ['useful', 'useless', 'wrong', 'refusal-en', 'refusal-de', 'broken'];
    expect(classes('requests')).toEqual(new Set(requests));
    expect(classes('meow')).toEqual(new Set(['upper', 'lower', 'mixed', 'none']));
  });

  it('agree', () => {
    expect(agreed / n).toBeGreaterThanOrEqual(0.95);
    expect(kappa).toBeGreaterThanOrEqual(0.9);
  });

  it('are reported as they are', () => {
    expect(findings.replaceAll('\n', ' ')).toContain(`${agreed} of ${n} (κ = ${kappa.toFixed(2)})`);
  });
});
