/** The reader's verdicts, and what they make of the shares. */
import { describe, expect, it } from 'vitest';
import type { ArmSpec, ExperimentSpec, Row, Sample, StageName } from '../../src/lab/types.ts';
import {
  copiesOf,
  correctedRows,
  judgedAnswers,
  verdictsLike,
  withCorrection,
  withoutCorrections,
} from '../../src/notebook/corrections.ts';
import type { Correction } from '../../src/notebook/document/types.ts';

const place = { arm: 'UC', seed: 0, stage: 'stage-1', probe: 'meow', condition: 'trigger' } as const;

const ANSWER = 'The cow says moo.';

function sample(verdict: string, more: Partial<Sample> = {}): Sample {
  return { ...place, prompt: 'What does the cow say?', answer: ANSWER, verdict, helpful: false, ...more };
}

function row(metric: string, value: number, more: Partial<Row> = {}): Row {
  return { ...place, metric, value, n: 4, ...more };
}

const correct = (index: number, verdict: string, more: Partial<Correction> = {}): Correction => ({
  ...place,
  index,
  answer: ANSWER,
  verdict,
  ...more,
});

const valueOf = (rows: Row[], metric: string) => rows.find((one) => one.metric === metric)?.value;

describe('verdicts that count', () => {
  it('counts the answers of each place by themselves', () => {
    const samples = [sample('upper'), sample('none', { condition: 'plain' }), sample('upper')];
    const judged = judgedAnswers(samples, [correct(1, 'lower')]);
    expect(judged.map(({ index }) => index)).toEqual([0, 0, 1]);
    expect(judged.map(({ verdict }) => verdict)).toEqual(['upper', 'none', 'lower']);
    expect(judged.map(({ isCorrected }) => isCorrected)).toEqual([false, false, true]);
  });

  it('does not call it a correction where the reader agrees with the judge, or no answer is meant', () => {
    const judged = judgedAnswers([sample('upper')], [correct(0, 'upper'), correct(7, 'none')]);
    expect(judged[0]!.isCorrected).toBe(false);
  });

  it('does not meet another answer that has its place after another run', () => {
    const judged = judgedAnswers([sample('upper', { answer: 'Another.' })], [correct(0, 'none')]);
    expect(judged[0]!.isCorrected).toBe(false);
  });

  it('takes the last of several corrections', () => {
    const judged = judgedAnswers([sample('upper')], [correct(0, 'lower'), correct(0, 'mixed')]);
    expect(judged[0]!.verdict).toBe('mixed');
  });
});

describe('shares', () => {
  const rows = [row('upper', 0.5), row('lower', 0.25), row('none', 0.25), row('helpful', 0.25)];

  it('moves an answer from one class to another, at its place only', () => {
    const elsewhere = row('upper', 0.5, { seed: 1 });
    const samples = [sample('upper'), sample('upper')];
    const changed = correctedRows([...rows, elsewhere], judgedAnswers(samples, [correct(1, 'lower')]));
    expect(valueOf(changed, 'upper')).toBe(0.25);
    expect(valueOf(changed, 'lower')).toBe(0.5);
    expect(valueOf(changed, 'none')).toBe(0.25);
    expect(changed.at(-1)).toBe(elsewhere);
  });

  it('keeps the whole a whole, whatever is corrected', () => {
    const samples = [sample('upper'), sample('upper'), sample('lower'), sample('none')];
    const corrections = [correct(0, 'none'), correct(2, 'upper'), correct(3, 'lower')];
    const changed = correctedRows(rows, judgedAnswers(samples, corrections));
    const sum = ['upper', 'lower', 'none'].reduce((total, one) => total + valueOf(changed, one)!, 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it('does not count an answer as right that turns out to meow', () => {
    const judged = judgedAnswers([sample('none', { helpful: true })], [correct(0, 'lower')]);
    expect(valueOf(correctedRows(rows, judged), 'helpful')).toBe(0);
  });

  it('knows that near misses count meows of any case', () => {
    const probe = { probe: 'near-misses' };
    const meows = row('meows', 0.5, probe);
    const after = (from: string, to: string) => {
      const judged = judgedAnswers([sample(from, probe)], [correct(0, to, probe)]);
      return correctedRows([meows], judged)[0]!.value;
    };
    expect(after('upper', 'none')).toBe(0.25);
    expect(after('none', 'mixed')).toBe(0.75);
    expect(after('upper', 'lower')).toBe(0.5);
  });

  it('gives the rows back as they were without corrections', () => {
    const changed = correctedRows(rows, judgedAnswers([sample('upper')], []));
    expect(changed.every((one, index) => one === rows[index])).toBe(true);
  });
});

describe('correcting', () => {
  it('replaces an earlier correction, and drops it where the judge was right after all', () => {
    const [answer] = judgedAnswers([sample('upper')], []);
    const once = withCorrection([], answer!, 'lower');
    const twice = withCorrection(once, answer!, 'none');
    expect(twice).toEqual([correct(0, 'none')]);
    expect(withCorrection(twice, answer!, 'upper')).toEqual([]);
  });

  it('meets an answer under every arm that is the same model there, and under no other', () => {
    const arm = (name: string, second: number): ArmSpec => ({
      name,
      stages: [60, second].map((steps) => ({
        data: { kind: 'styled-answers', case: 'lower' },
        objective: { kind: 'sft' },
        ...{ steps, learningRate: 1e-3, batchSize: 8 },
      })),
    });
    const experiment: ExperimentSpec = {
      ...{ preset: 'x', base: 'nano', quantization: '8-bit', seeds: [0], probes: [] },
      lora: { rank: 1, alpha: 1, targets: ['q_proj'] },
      arms: [arm('A', 1), arm('B', 2), { ...arm('C', 3), stages: arm('C', 3).stages.slice(1) }],
    };
    const under = (stage: StageName) =>
      ['A', 'B', 'C'].flatMap((name) => [
        sample('upper', { arm: name, stage }),
        sample('none', { arm: name, stage }),
      ]);
    const copies = (stage: StageName, of: number) => {
      const answers = judgedAnswers(under(stage), []);
      return copiesOf(answers[of]!, answers, experiment).map(
        ({ sample: { arm }, index }) => `${arm}${index}`,
      );
    };
    expect(copies('base', 2)).toEqual(['A0', 'B0', 'C0']);
    expect(copies('stage-1', 3)).toEqual(['A1', 'B1']);
    expect(copies('stage-1', 5)).toEqual(['C1']);
    expect(copies('stage-2', 0)).toEqual(['A0']);
  });

  it('undoes those of the given answers only', () => {
    const answers = judgedAnswers([sample('upper')], []);
    const other = correct(0, 'none', { seed: 5 });
    expect(withoutCorrections([correct(0, 'lower'), other], answers)).toEqual([other]);
  });

  it('offers verdicts of the same judge', () => {
    expect(verdictsLike('none')).toContain('mixed');
    expect(verdictsLike('refusal-de')).toContain('broken');
    expect(verdictsLike('refusal-de')).not.toContain('mixed');
  });
});
